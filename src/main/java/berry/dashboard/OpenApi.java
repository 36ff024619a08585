package berry.dashboard;

import berry.http.Contract;
import berry.http.Exchange;
import berry.http.Json;
import berry.http.Problem;
import berry.http.Route;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI 3.1 document of a route table. Made when it is first asked for: hardly any process
/// ever is.
final class OpenApi {

  private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

  private final List<Route> table;
  private @Nullable ObjectNode document;

  OpenApi(List<Route> table) {
    this.table = table;
  }

  void answer(Exchange exchange) throws IOException {
    exchange.json(document());
  }

  synchronized ObjectNode document() {
    if (document == null) {
      document = write();
    }
    return document;
  }

  private ObjectNode write() {
    SchemaBuilder schemas = schemas();
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("openapi", "3.1.0");
    root.putObject("info").put("title", "Berry").put("version", "1");
    ObjectNode paths = root.putObject("paths");
    for (Route route : table) {
      if (route.contract().documented()) {
        String method = route.method().toLowerCase(Locale.ROOT);
        describe(paths.withObjectProperty(route.path()).putObject(method), route, schemas);
      }
    }
    ObjectNode components = root.putObject("components");
    components.set("schemas", schemas.collectDefinitions("components/schemas"));
    components
        .putObject("securitySchemes")
        .putObject("session")
        .put("type", "http")
        .put("scheme", "bearer");
    return root;
  }

  private static void describe(ObjectNode operation, Route route, SchemaBuilder schemas) {
    Contract contract = route.contract();
    operation.put("summary", contract.summary());
    if (!contract.access().equals(RoleRoutes.ANYONE)) {
      operation.put("description", "For: " + contract.access());
      operation.putArray("security").addObject().putArray("session");
    }
    parameters(operation, route);
    Type request = contract.request();
    if (request != null) {
      ObjectNode body = operation.putObject("requestBody").put("required", true);
      content(body, "application/json", schemas.createSchemaReference(request));
    }
    ObjectNode responses = operation.putObject("responses");
    contract
        .answers()
        .forEach((status, type) -> {
          ObjectNode response = responses.putObject(status.toString());
          response.put("description", status < 300 ? "Done" : "Not now");
          if (type != void.class) {
            content(response, "application/json", schemas.createSchemaReference(type));
          }
        });
    ObjectNode otherwise = responses.putObject("default").put("description", "What went wrong");
    content(
        otherwise, "application/problem+json", schemas.createSchemaReference(Problem.Body.class));
  }

  private static void parameters(ObjectNode operation, Route route) {
    var parameters = Json.mapper().createArrayNode();
    Matcher inPath = IN_PATH.matcher(route.path());
    while (inPath.find()) {
      parameters
          .addObject()
          .put("name", inPath.group(1))
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
    for (Contract.Parameter parameter : route.contract().parameters()) {
      parameters
          .addObject()
          .put("name", parameter.name())
          .put("in", parameter.place())
          .put("description", parameter.description())
          .putObject("schema")
          .put("type", "string");
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }

  private static void content(ObjectNode place, String type, ObjectNode schema) {
    place.putObject("content").putObject(type).set("schema", schema);
  }

  private static SchemaBuilder schemas() {
    var config =
        new SchemaGeneratorConfigBuilder(
                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.DEFINITIONS_FOR_ALL_OBJECTS)
            .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
    config
        .forFields()
        .withRequiredCheck(field -> !nullable(field))
        .withPropertyNameOverrideResolver(OpenApi::named);
    return new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
  }

  /// What JSON calls a field whose name Java can't have; null: as Java does.
  private static @Nullable String named(FieldScope field) {
    JsonProperty name = field.getRawMember().getAnnotation(JsonProperty.class);
    return name == null ? null : name.value();
  }

  /// Null fields are left out, so what may be null is not required.
  private static boolean nullable(FieldScope field) {
    return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
