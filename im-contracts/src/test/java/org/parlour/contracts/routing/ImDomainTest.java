package org.parlour.contracts.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

class ImDomainTest {
  private static final ImDomain DOMAIN = ImDomain.ofHost("im.example.org");

  /// Shapes: F, exploder, ad-hoc S, group S, other URI of ours, foreign.
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          sip:conference-factory@im.example.org                         , F
          sip:conference-factory@IM.example.org:5060;transport=tcp      , F
          sips:conference-factory@im.example.org                        , F
          sip:Conference-Factory@im.example.org                         , OURS
          sip:conference-factory@im.example.org:5070                    , OURS
          sip:conference-factory@example.org                            , FOREIGN
          sip:exploder@im.example.org                                   , EXPLODER
          sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org               , ADHOC
          sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9@IM.EXAMPLE.ORG;x=1           , ADHOC
          sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9@example.org                  , FOREIGN
          sip:s-K4W2m7q9x3z5b8d1f6g2h7j4n9@im.example.org               , OURS
          sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n@im.example.org                , OURS
          sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9x@im.example.org              , OURS
          sip:s-i4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org               , OURS
          sip:s-l4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org               , OURS
          sip:s-o4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org               , OURS
          sip:s-u4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org               , OURS
          sip:h-k4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org               , OURS
          sip:team@im.example.org                                       , OURS
          sip:team@im.example.org;session=77                            , GROUP
          sip:team@example.org;session=77                               , FOREIGN
          sip:alice@example.org                                         , FOREIGN
          sip:im.example.org                                            , OURS
          tel:+358555                                                   , FOREIGN
          """)
  @Spec({"D-04", "D-10", "D-26"})
  void tellsIdentitiesApartByTheirShape(String uri, String shape) {
    ImAddress address = ImAddress.parse(uri);
    assertThat(DOMAIN.isFactory(address)).isEqualTo(shape.equals("F"));
    assertThat(DOMAIN.isExploder(address)).isEqualTo(shape.equals("EXPLODER"));
    assertThat(DOMAIN.isAdHocSession(address)).isEqualTo(shape.equals("ADHOC"));
    assertThat(DOMAIN.isGroupSession(address)).isEqualTo(shape.equals("GROUP"));
    assertThat(DOMAIN.isSession(address)).isEqualTo(shape.matches("ADHOC|GROUP"));
    assertThat(DOMAIN.owns(address)).isEqualTo(!shape.equals("FOREIGN"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sip:alice@example.org", "upstream:sip:team@im.example.org"})
  void findsTheKeyInAContactOfTheServiceOfDocuments(String key) {
    ImAddress contact = DOMAIN.documentsOf(new AggregateKey(key));

    assertThat(DOMAIN.isDocuments(contact)).isTrue();
    assertThat(DOMAIN.keyOfDocuments(contact)).contains(new AggregateKey(key));
  }

  /// A group's key, no hexadecimal, no URI, nothing, another service's.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sip:xcap-diff@im.example.org;of=7369703a7465616d40696d2e6578616d706c652e6f7267",
        "sip:xcap-diff@im.example.org;of=xyz",
        "sip:xcap-diff@im.example.org;of=7a7a7a",
        "sip:xcap-diff@im.example.org;of=757073747265616d3a7a7a",
        "sip:xcap-diff@im.example.org;of=",
        "sip:xcap-diff@im.example.org",
        "sip:team@im.example.org;of=7369703a616c696365406578616d706c652e6f7267"
      })
  void findsNoneInAnyOtherAddress(String address) {
    assertThat(DOMAIN.keyOfDocuments(ImAddress.parse(address))).isEmpty();
  }

  @Test
  @Spec("D-26")
  void makesSessionsOfItsOwnShape() {
    String token = new ClusterSecret(1, new byte[16]).token("x");
    ImAddress session = DOMAIN.adHocSession(token);
    assertThat(DOMAIN.isAdHocSession(session)).isTrue();
    assertThat(session.canonical()).isEqualTo(session);
    assertThat(session).hasToString("sip:s-" + token + "@im.example.org");
  }
}
