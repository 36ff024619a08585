package berry.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTest {

  @Test
  void lets_no_tag_or_attribute_through() {
    assertThat(Html.escape("<a href=\"x\">Tom & Анна</a> &lt;"))
        .isEqualTo("&lt;a href=&quot;x&quot;&gt;Tom &amp; Анна&lt;/a&gt; &amp;lt;");
  }
}
