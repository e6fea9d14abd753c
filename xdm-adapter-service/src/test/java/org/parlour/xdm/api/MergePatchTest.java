package org.parlour.xdm.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MergePatchTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        """
        {"a":"b"}         | {"a":"c"}              | {"a":"c"}""",
        """
        {"a":"b"}         | {"b":"c"}              | {"a":"b","b":"c"}""",
        """
        {"a":"b"}         | {"a":null}             | {}""",
        """
        {"a":"b","b":"c"} | {"a":null}             | {"b":"c"}""",
        """
        {"a":["b"]}       | {"a":"c"}              | {"a":"c"}""",
        """
        {"a":"c"}         | {"a":["b"]}            | {"a":["b"]}""",
        """
        {"a":{"b":"c"}}   | {"a":{"b":"d","c":null}} | {"a":{"b":"d"}}""",
        """
        {"a":[{"b":"c"}]} | {"a":[1]}              | {"a":[1]}""",
        """
        ["a","b"]         | ["c","d"]              | ["c","d"]""",
        """
        {"a":"b"}         | ["c"]                  | ["c"]""",
        """
        {"a":"foo"}       | null                   | null""",
        """
        {"a":"foo"}       | "bar"                  | "bar\"""",
        """
        {"e":null}        | {"a":1}                | {"e":null,"a":1}""",
        """
        [1,2]             | {"a":"b","c":null}     | {"a":"b"}""",
        """
        {}                | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}"""
      })
  @Spec("RFC 7396 §2")
  void theExamplesOfTheRfcComeOut(String target, String patch, String result) {
    assertThat(MergePatch.applied(JSON.readTree(target), JSON.readTree(patch)))
        .isEqualTo(JSON.readTree(result));
  }

  @Test
  void theTargetStaysAsItIs() {
    JsonNode target = JSON.readTree("{\"a\":{\"b\":1}}");

    JsonNode _ = MergePatch.applied(target, JSON.readTree("{\"a\":{\"b\":null}}"));

    assertThat(target).isEqualTo(JSON.readTree("{\"a\":{\"b\":1}}"));
  }
}
