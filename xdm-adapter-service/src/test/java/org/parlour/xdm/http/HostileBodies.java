package org.parlour.xdm.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.parlour.xdm.support.Samples.TEXT;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Bodies that are meant to break what reads them.
final class HostileBodies {
  static final String DOCUMENT_TYPE = "document-type";
  static final String DEPTH = "depth";
  static final String NONE = "none";
  private static final String NOT_WELL_FORMED = "not-well-formed";
  private static final String LISTS =
      "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'>";

  private HostileBodies() {}

  /// Of documents: what it is, the body, the element of the conflict, the suspicion.
  static Stream<Arguments> documents() {
    String entity = LISTS + "<list><display-name>&x;</display-name></list></resource-lists>";
    return Stream.concat(
        Stream.of(
                List.of("document type", "<!DOCTYPE resource-lists>" + LISTS + "</resource-lists>"),
                List.of("entity", "<!DOCTYPE r [<!ENTITY x 'y'>]>" + entity),
                List.of(
                    "external entity",
                    "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + entity),
                List.of(
                    "external document type",
                    "<!DOCTYPE r SYSTEM 'http://127.0.0.1:1/r.dtd'>" + entity),
                List.of(
                    "parameter entity",
                    "<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/p'> %p;]>" + entity),
                List.of("bomb", "<!DOCTYPE r [" + bomb() + "]>" + entity),
                List.of(
                    "long entity",
                    "<!DOCTYPE r [<!ENTITY x '" + "y".repeat(50_000) + "'>]>" + entity))
            .map(body -> document(body.get(0), body.get(1), NOT_WELL_FORMED, DOCUMENT_TYPE)),
        Stream.of(
            document("10,000 levels", nested(10_000, "a"), NOT_WELL_FORMED, DEPTH),
            document(
                "10,000 levels begun", LISTS + "<list>".repeat(10_000), NOT_WELL_FORMED, DEPTH),
            document("undefined entity", entity, NOT_WELL_FORMED, NONE),
            document("nothing", "", NOT_WELL_FORMED, NONE),
            document("NUL", TEXT.replace("friends", "\u0000"), NOT_WELL_FORMED, NONE),
            document("half a document", TEXT.substring(0, 120), NOT_WELL_FORMED, NONE),
            document("two roots", "<a/><a/>", NOT_WELL_FORMED, NONE),
            document(
                "wrong namespace",
                TEXT.replace("resource-lists\">", "resource-list\">"),
                "schema-validation-error",
                NONE),
            document(
                "no namespace",
                TEXT.replace(" xmlns=\"urn:ietf:params:xml:ns:resource-lists\"", ""),
                "schema-validation-error",
                NONE),
            Arguments.of("Latin-1", TEXT.getBytes(ISO_8859_1), "not-utf-8", NONE),
            Arguments.of("UTF-16", TEXT.getBytes(UTF_16), "not-utf-8", NONE),
            Arguments.of(
                "overlong",
                new byte[] {'<', 'a', '>', (byte) 0xc0, (byte) 0xaf, '<', '/', 'a', '>'},
                "not-utf-8",
                NONE)));
  }

  /// Of elements: the body and the suspicion; the conflict is `not-xml-frag`.
  static Stream<Arguments> elements() {
    return Stream.of(
        Arguments.of("<!DOCTYPE entry><entry uri='sip:x@example.org'/>", DOCUMENT_TYPE),
        Arguments.of("<!DOCTYPE entry [<!ENTITY x 'y'>]><entry uri='&x;'/>", DOCUMENT_TYPE),
        Arguments.of(nested(10_000, "a"), DEPTH),
        Arguments.of("<entry uri='&x;'/>", NONE),
        Arguments.of("<entry uri='a'/></list><list name='friends'>", NONE),
        Arguments.of("<entry uri='a'/><!--", NONE),
        Arguments.of("<entry uri='a'/>\u0000", NONE));
  }

  /// Ten levels of ten times the one below.
  private static String bomb() {
    StringBuilder entities = new StringBuilder("<!ENTITY x0 'ha'>");
    IntStream.rangeClosed(1, 9)
        .forEach(
            level ->
                entities
                    .append("<!ENTITY x")
                    .append(level)
                    .append(" '")
                    .append(("&x" + (level - 1) + ";").repeat(10))
                    .append("'>"));
    return entities.append("<!ENTITY x '&x9;'>").toString();
  }

  private static String nested(int levels, String name) {
    return ("<" + name + ">").repeat(levels) + ("</" + name + ">").repeat(levels);
  }

  private static Arguments document(String what, String body, String conflict, String suspicion) {
    return Arguments.of(what, body.getBytes(UTF_8), conflict, suspicion);
  }
}
