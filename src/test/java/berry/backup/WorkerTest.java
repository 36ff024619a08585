package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.backup.Work.Kind;
import berry.backup.Work.Outcome;
import berry.backup.Work.State;
import berry.backup.Work.Step;
import berry.database.Changes;
import berry.database.Changes.Change;
import berry.database.Database;
import berry.database.Topic;
import berry.testing.Await;
import berry.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Outcome NOTHING =
      new Outcome("x", BackupState.PROVED, null, null, 1.5, 0, List.of("a note"));

  @TempDir Path machine;
  private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final Worker here = worker(database.database(), changes, "here/1");
  private final CountDownLatch go = new CountDownLatch(1);

  private Worker worker(Database at, Changes news, String who) {
    return new Worker(at, news, who, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    go.countDown();
    here.close();
    changes.close();
    database.close();
  }

  @Test
  void another_replica_hears_and_reads_how_far_it_is() {
    changes.start();
    try (Database other = Database.open(database.address(), 2);
        Changes there = new Changes(other, database.address())) {
      List<Change> heard = new CopyOnWriteArrayList<>();
      there.start();
      there.subscribe(heard::addAll);
      Worker reader = worker(other, there, "there/2");

      here.begin(
          Kind.BACKUP,
          null,
          "Vera",
          progress -> {
            progress.begins("Writing 31 tables", 100);
            progress.table("public.message");
            progress.advances(40);
            return waiting();
          });

      Await.until(SOON, () -> read(reader).done() == 40);
      Work far = read(reader);
      assertThat(far.state()).isEqualTo(State.RUNNING);
      assertThat(far.step()).isEqualTo(Step.WRITING);
      assertThat(far.total()).isEqualTo(100);
      assertThat(far.table()).isEqualTo("public.message");
      assertThat(far.by()).isEqualTo("Vera");
      Await.until(SOON, () -> heard.stream().anyMatch(WorkerTest::ofProgress));

      go.countDown();
      Await.until(SOON, () -> read(reader).state() == State.DONE);
      assertThat(read(reader).outcome()).isEqualTo(NOTHING);
      assertThat(read(reader).endedAt()).isNotNull();
      Await.until(SOON, () -> !ofProgress(heard.getLast()));
    }
  }

  @Test
  void tells_once_a_second_and_no_more() {
    List<Change> heard = new CopyOnWriteArrayList<>();
    changes.start();
    changes.subscribe(heard::addAll);
    long begun = System.nanoTime();

    here.begin(
        Kind.PROOF,
        "x",
        null,
        progress -> {
          for (int n = 0; n < 100_000; n++) {
            progress.table("public.t" + n);
            progress.advances(1);
          }
          return waiting();
        });
    Await.until(SOON, () -> heard.stream().anyMatch(WorkerTest::ofProgress));
    go.countDown();
    Await.until(SOON, () -> heard.size() > 1 && !ofProgress(heard.getLast()));

    long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    assertThat(heard.stream().filter(WorkerTest::ofProgress).count())
        .isLessThanOrEqualTo(seconds + 1);
  }

  @Test
  void one_at_a_time_and_the_other_hears_of_whom_and_since_when() {
    here.begin(Kind.PROOF, "x", "Vera", progress -> waiting());
    Worker there = worker(database.database(), changes, "there/2");

    assertThatThrownBy(() -> there.begin(Kind.BACKUP, null, "Ilya", progress -> NOTHING))
        .isInstanceOf(BackupBusy.class)
        .hasMessageMatching("Vera proves a backup since 20.*Z");
    go.countDown();
    Await.until(SOON, () -> read(there).state() == State.DONE);

    there.run(Kind.BACKUP, null, progress -> NOTHING);
    assertThat(read(here).kind()).isEqualTo(Kind.BACKUP);
  }

  @Test
  void a_command_of_another_process_is_seen_while_it_works_and_when_it_has_ended() {
    Worker command = worker(database.database(), changes, "there/2");
    Thread typed =
        Thread.startVirtualThread(() ->
            command.tell(
                new Worker.Command(Kind.BACKUP, null, "berry backup create"),
                Progress.NONE,
                progress -> {
                  progress.begins("Writing 31 tables", 100);
                  progress.advances(40);
                  return waiting();
                },
                outcome -> outcome));

    Await.until(SOON, () -> here.state() != null && read(here).done() == 40);
    assertThat(read(here).state()).isEqualTo(State.RUNNING);
    assertThat(read(here).by()).isEqualTo("berry backup create");
    assertThatThrownBy(() -> here.begin(Kind.BACKUP, null, "Vera", progress -> NOTHING))
        .isInstanceOf(BackupBusy.class)
        .hasMessageContaining("berry backup create makes a backup since");

    go.countDown();
    Await.until(SOON, () -> !typed.isAlive());
    assertThat(read(here).state()).isEqualTo(State.DONE);
    assertThat(read(here).outcome()).isEqualTo(NOTHING);
  }

  @Test
  void a_command_works_beside_the_row_of_a_process_that_was_killed_and_leaves_it() {
    here.begin(Kind.PROOF, "x", "Vera", progress -> waiting());
    Worker command = worker(database.database(), changes, "there/2");

    Outcome outcome =
        command.tell(
            new Worker.Command(Kind.BACKUP, null, "berry backup create"),
            Progress.NONE,
            progress -> {
              progress.begins("Writing 31 tables", 100);
              return NOTHING;
            },
            came -> came);

    assertThat(outcome).isEqualTo(NOTHING);
    assertThat(read(command).by()).isEqualTo("Vera");
  }

  @Test
  void a_command_that_is_refused_before_it_begins_is_no_news() {
    here.run(Kind.PROOF, "x", progress -> NOTHING);

    assertThatThrownBy(() ->
            worker(database.database(), changes, "there/2")
                .tell(
                    new Worker.Command(Kind.BACKUP, null, "berry backup create"),
                    Progress.NONE,
                    progress -> {
                      throw new BackupBusy("host/12 makes a backup");
                    },
                    (Outcome came) -> came))
        .isInstanceOf(BackupBusy.class);

    assertThat(read(here).kind()).isEqualTo(Kind.PROOF);
    assertThat(read(here).state()).isEqualTo(State.DONE);
  }

  @Test
  void a_command_works_without_the_table_as_well() {
    database.run("ALTER TABLE backup_work RENAME TO elsewhere");

    Outcome outcome =
        here.tell(
            new Worker.Command(Kind.BACKUP, null, "berry backup create"),
            Progress.NONE,
            progress -> NOTHING,
            came -> came);

    assertThat(outcome).isEqualTo(NOTHING);
  }

  @Test
  void what_fails_says_why() {
    assertThatThrownBy(() ->
            here.run(
                Kind.BACKUP,
                null,
                progress -> {
                  throw new BackupRefused("no room");
                }))
        .hasMessage("no room");

    assertThat(read(here).state()).isEqualTo(State.FAILED);
    assertThat(read(here).failure()).isEqualTo("no room");
  }

  @Test
  void a_process_that_died_holds_up_nobody() {
    here.begin(Kind.RESTORE, "x", "Vera", progress -> waiting());
    Worker there = worker(database.database(), changes, "there/2");
    database.run(
        "UPDATE backup_work SET id = gen_random_uuid(), seen_at = now() - interval '1 minute',"
            + " begun_at = now() + interval '1 hour'");

    assertThat(read(there).state()).isEqualTo(State.INTERRUPTED);
    there.run(Kind.BACKUP, null, progress -> NOTHING);

    assertThat(read(there).state()).isEqualTo(State.DONE);
  }

  @Test
  void a_process_that_was_killed_is_known_as_soon_as_its_lock_is_free() {
    BackupFixture fixture = new BackupFixture(database, machine);
    here.begin(Kind.BACKUP, null, "Vera", progress -> waiting());
    Worker there = worker(database.database(), changes, "there/2");
    try (Turned turned = new Turned(fixture.backups().hold("makes a backup"))) {
      silent();
      assertThat(read(there).state()).isEqualTo(State.RUNNING);
    }

    assertThat(read(there).state()).isEqualTo(State.INTERRUPTED);
    there.run(Kind.BACKUP, null, progress -> NOTHING);

    assertThat(read(there).state()).isEqualTo(State.DONE);
  }

  private record Turned(AutoCloseable turn) implements AutoCloseable {
    @Override
    public void close() {
      try {
        turn.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void silent() {
    database.run(
        "UPDATE backup_work SET id = gen_random_uuid(), seen_at = now() - interval '4 seconds',"
            + " begun_at = now() + interval '1 hour'");
  }

  @Test
  void knows_every_step_of_a_backup_and_its_proof() {
    BackupFixture fixture = new BackupFixture(database, machine);
    List<String> said = new CopyOnWriteArrayList<>();

    fixture
        .backups()
        .create(
            true,
            new Progress() {
              @Override
              public void begins(String what, long bytes) {
                said.add(what);
              }
            });

    assertThat(said)
        .isNotEmpty()
        .allSatisfy(one -> assertThat(Step.of(one)).isNotEqualTo(Step.OTHER));
    assertThat(said.stream().map(Step::of)).contains(Step.WRITING, Step.RESTORING, Step.COMPARING);
  }

  private Outcome waiting() {
    try {
      go.await();
      return NOTHING;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackupRefused("interrupted", e);
    }
  }

  private static boolean ofProgress(Change change) {
    return change.topic() == Topic.BACKUP && Worker.PROGRESS.equals(change.ref());
  }

  private static Work read(Worker worker) {
    @Nullable Work found = worker.state();
    if (found == null) {
      throw new AssertionError("nothing was ever at work");
    }
    return found;
  }
}
