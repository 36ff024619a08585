package berry;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import berry.database.Changes;
import berry.http.Route;
import berry.testing.Slow;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// The picture in ARCHITECTURE.md, as rules.
@Slow("reads all classes")
@AnalyzeClasses(packages = "berry", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final List<String> FOUNDATIONS = List.of("config", "http", "telegram", "database");
  private static final List<String> DOORS = List.of("bot", "sandbox", "dashboard", "cli");

  @ArchTest
  static final ArchRule packages_form_no_circle =
      slices().matching("berry.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule foundations_know_no_other_package_of_ours =
      classes()
          .that(liveIn(FOUNDATIONS))
          .should(
              new ArchCondition<>("know only their own package") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  item.getDirectDependenciesFromSelf().stream()
                      .filter(one -> ours(one.getTargetClass()))
                      .filter(one -> !part(one.getTargetClass()).equals(part(item)))
                      .forEach(one ->
                          events.add(SimpleConditionEvent.violated(one, one.getDescription())));
                }
              })
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule doors_are_known_by_the_wiring_only =
      classes()
          .that(liveIn(DOORS))
          .should(
              new ArchCondition<>("be used by their own package and the wiring only") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  item.getDirectDependenciesToSelf().stream()
                      .filter(one -> !part(one.getOriginClass()).equals(part(item)))
                      .filter(one -> !part(one.getOriginClass()).isEmpty())
                      .forEach(one ->
                          events.add(SimpleConditionEvent.violated(one, one.getDescription())));
                }
              })
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule sql_stays_in_stores =
      noClasses()
          .that()
          .resideOutsideOfPackage("berry.database..")
          .and()
          .haveNameNotMatching(".*Store(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule the_environment_is_read_in_config_only =
      noClasses()
          .that()
          .resideOutsideOfPackage("berry.config..")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  /// It takes our secrets out of what they inherit.
  @ArchTest
  static final ArchRule other_programs_are_started_in_one_place_only =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("berry.database.ChildProcess")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ProcessBuilder.class)
          .orShould()
          .callMethodWhere(target(owner(assignableTo(Runtime.class))).and(target(name("exec"))));

  /// Everybody else tells of a change inside its transaction, and the COMMIT wakes who listens.
  @ArchTest
  static final ArchRule only_the_intake_tells_of_changes_in_batches =
      noClasses()
          .that()
          .resideOutsideOfPackages("berry.inbox..", "berry.database..")
          .should()
          .callMethod(Changes.class, "wroteInBatch");

  /// A role is a word that is checked: nobody types one by hand beside it.
  @ArchTest
  static final ArchRule routes_of_the_dashboard_name_their_role_by_role_routes =
      noClasses()
          .that()
          .resideInAPackage("berry.dashboard..")
          .and()
          .haveSimpleNameNotContaining("RoleRoutes")
          .should()
          .callMethod(Route.class, "access", String.class);

  @ArchTest
  static final ArchRule time_comes_from_a_clock =
      noClasses().should().callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule only_main_ends_the_process =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("berry.Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule every_package_is_null_marked =
      classes()
          .should(
              new ArchCondition<>("lie in a @NullMarked package") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  JavaPackage home = item.getPackage();
                  if (!home.isAnnotatedWith(NullMarked.class)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            home, home.getName() + " is not @NullMarked"));
                  }
                }
              });

  private static DescribedPredicate<JavaClass> liveIn(List<String> parts) {
    return DescribedPredicate.describe("live in " + parts, one -> parts.contains(part(one)));
  }

  private static boolean ours(JavaClass one) {
    return one.getPackageName().startsWith("berry");
  }

  /// `berry.inbox.Inbox` → `inbox`; the wiring in `berry` itself → empty.
  private static String part(JavaClass one) {
    String[] words = one.getPackageName().split("\\.", -1);
    return words.length > 1 ? words[1] : "";
  }
}
