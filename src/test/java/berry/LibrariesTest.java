package berry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// What Berry takes from others: each library is one more to update, and to trust.
final class LibrariesTest {

  private static final int MOST = 30;

  @Test
  void stay_few() throws Exception {
    List<String> libraries =
        elements(pom().getDocumentElement(), "dependency").stream()
            .filter(one -> !Set.of("test", "provided", "import").contains(text(one, "scope")))
            .map(one -> text(one, "artifactId"))
            .toList();

    assertThat(libraries).contains("postgresql").hasSizeLessThanOrEqualTo(MOST);
  }

  @Test
  void are_named_by_one_exact_version() throws Exception {
    Document pom = pom();
    List<String> versions =
        elements(pom.getDocumentElement(), "version").stream()
            .filter(one -> !one.getParentNode().getNodeName().equals("requireJavaVersion"))
            .map(Element::getTextContent)
            .toList();

    assertThat(versions)
        .hasSizeGreaterThan(20)
        .allMatch(one -> one.startsWith("${") || one.matches("\\d[\\w.-]*"))
        .noneMatch(one -> one.contains("SNAPSHOT"));
  }

  @Test
  void are_not_taken_with_a_wrong_checksum() throws Exception {
    assertThat(Files.readString(Path.of(".mvn/maven.config"))).contains("--strict-checksums");
  }

  private static Document pom() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Path.of("pom.xml").toFile());
  }

  private static String text(Element element, String name) {
    List<Element> found = elements(element, name);
    return found.isEmpty() ? "" : found.getFirst().getTextContent();
  }

  private static List<Element> elements(Element in, String name) {
    NodeList found = in.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }
}
