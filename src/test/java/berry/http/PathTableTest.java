package berry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathTableTest {

  private final PathTable table =
      new PathTable(
          List.of(
              get("/files/<path>"),
              get("/"),
              get("/a"),
              Route.post("/a", _ -> {}),
              get("/files/list"),
              get("/items/{id}"),
              Route.delete("/items/{id}", _ -> {}),
              get("/bot{token}/{method}"),
              get("/bot{token}/test/{method}")));

  private static Route get(String path) {
    return Route.get(path, _ -> {});
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a, /a",
    "/files/list, /files/list",
    "/files/a/b.js, /files/<path>",
    "/items/7, /items/{id}",
    "/bot1:x/getMe, /bot{token}/{method}",
    "/bot1:x/test/getMe, /bot{token}/test/{method}"
  })
  void finds_the_route_of_a_path(String path, String route) {
    assertThat(table.find("GET", path))
        .isInstanceOfSatisfying(
            PathTable.Match.Found.class,
            found -> assertThat(found.route().path()).isEqualTo(route));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "/A",
        "/a/",
        "//a",
        "/a//",
        "/./a",
        "/b/../a",
        "/%2e/a",
        "/b/%2E%2e/a",
        "/a;x=1",
        "/items",
        "/items/",
        "/items/7/",
        "/items//7",
        "/items/7;x",
        "/items/%zz",
        "/items/..",
        "/bot/getMe",
        "/bot1:x",
        "/files",
        "/files/",
        "/files/../a",
        "/files/a/../b"
      })
  void takes_no_other_spelling(String path) {
    assertThat(table.find("GET", path)).isInstanceOf(PathTable.Match.Nothing.class);
  }

  @Test
  void decodes_each_part_by_itself() {
    assertThat(parameters("/items/%D1%8F%2F+%25")).isEqualTo(Map.of("id", "я/+%"));
    assertThat(parameters("/files/a%20b/c")).isEqualTo(Map.of("path", "a b/c"));
    assertThat(parameters("/bot1:x/getMe")).isEqualTo(Map.of("token", "1:x", "method", "getMe"));
  }

  @Test
  void names_the_methods_of_a_path() {
    assertThat(allowed("PUT", "/a")).containsExactly("GET", "HEAD", "POST");
    assertThat(allowed("POST", "/items/7")).containsExactly("DELETE", "GET", "HEAD");
  }

  @Test
  void answers_a_head_by_the_route_of_get() {
    assertThat(table.find("HEAD", "/a")).isInstanceOf(PathTable.Match.Found.class);
  }

  @Test
  void refuses_two_routes_for_the_same() {
    assertThatThrownBy(() -> new PathTable(List.of(get("/a"), get("/a"))))
        .hasMessageContaining("GET /a");
    assertThatThrownBy(() -> new PathTable(List.of(get("/{a}"), get("/{a}"))))
        .hasMessageContaining("GET /{a}");
  }

  private Map<String, String> parameters(String path) {
    return table.find("GET", path) instanceof PathTable.Match.Found found
        ? found.parameters()
        : Map.of();
  }

  private Iterable<String> allowed(String method, String path) {
    return table.find(method, path) instanceof PathTable.Match.WrongMethod wrong
        ? wrong.allowed()
        : List.of();
  }
}
