package org.parlour.edge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.Warning;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

class ResponseWriterTest {
  private static final ResponseWriter WRITER =
      new ResponseWriter("im.example.org", "IM-serv/OMA1.0 Parlour/0.1");

  private static ResponseSkeleton skeleton(String to, String cseq) {
    return new ResponseSkeleton(
        List.of("SIP/2.0/TCP core;branch=z9hG4bK1", "SIP/2.0/TCP ua;branch=z9hG4bK2"),
        List.of("<sip:core;lr>"),
        "<sip:alice@example.org>;tag=a",
        to,
        "c1",
        cseq);
  }

  private static HeaderBlock write(String to, String cseq, int status, SipHeaders headers) {
    byte[] bytes = WRITER.write(skeleton(to, cseq), status, "ours", headers, SipContent.NONE);
    return HeaderBlock.parse(bytes, bytes.length);
  }

  @Test
  @Spec("RFC 3261 §8.2.6.2")
  void copiesWhatAResponseCopies() {
    HeaderBlock ok = write("<sip:g@im.example.org>", "1 INVITE", 200, SipHeaders.NONE);
    assertThat(ok.startLine()).isEqualTo("SIP/2.0 200 OK");
    assertThat(ok.all("Via")).hasSize(2);
    assertThat(ok.first("To")).contains("<sip:g@im.example.org>;tag=ours");
    assertThat(ok.first("Record-Route")).contains("<sip:core;lr>");
    assertThat(ok.first("Server")).contains("IM-serv/OMA1.0 Parlour/0.1");
    assertThat(write("<sip:g@x>;tag=t", "1 BYE", 200, SipHeaders.NONE).first("To"))
        .contains("<sip:g@x>;tag=t");
    assertThat(write("<sip:g@x>", "1 INVITE", 486, SipHeaders.NONE).has("Record-Route")).isFalse();
    assertThat(write("sip:g@x", "1 INVITE", 486, SipHeaders.NONE).first("To"))
        .contains("<sip:g@x>;tag=ours");
  }

  @Test
  @Spec({"RFC 3261 §20.43", "RFC 4028 §4", "RFC 6665 §8.2"})
  void writesEachHeaderAsItIsWritten() {
    HeaderBlock block =
        write(
            "<sip:g@x>",
            "1 INVITE",
            486,
            SipHeaders.builder()
                .focusContact(ImAddress.sip("s-1", "im.example.org"))
                .assertedIdentity(new NameAddress("A \"B\"", ImAddress.sip("alice", "example.org")))
                .privacyId(true)
                .acceptContact()
                .allow(List.of("INVITE", "BYE"))
                .allowEvents("conference")
                .supported("timer")
                .require("timer")
                .sessionExpires(new SessionExpires(1800, SessionExpires.Refresher.UAC))
                .minSe(90)
                .expires(60)
                .event(new EventPackage("conference", "7"))
                .subscriptionState(
                    SubscriptionState.terminated(SubscriptionState.TerminationReason.NORESOURCE))
                .warning(Warning.of("too \"many\" participants"))
                .retryAfter(5)
                .build());
    assertThat(block.first("Contact")).contains("<sip:s-1@im.example.org>;isfocus;+g.oma.sip-im");
    assertThat(block.first("P-Asserted-Identity"))
        .contains("\"A \\\"B\\\"\" <sip:alice@example.org>");
    assertThat(block.first("Privacy")).contains("id");
    assertThat(block.first("Accept-Contact")).contains("*;+g.oma.sip-im");
    assertThat(block.first("Session-Expires")).contains("1800;refresher=uac");
    assertThat(block.first("Event")).contains("conference;id=7");
    assertThat(block.first("Subscription-State")).contains("terminated;reason=noresource");
    assertThat(block.first("Warning"))
        .contains("399 im.example.org \"too \\\"many\\\" participants\"");
    assertThat(block.first("Retry-After")).contains("5");
  }

  @Test
  void letsNoValueAddALine() {
    byte[] bytes =
        WRITER.write(
            skeleton("<sip:g@x>", "1 MESSAGE"),
            200,
            "ours",
            SipHeaders.builder().carried(Map.of("Subject", "a\r\nEvil: yes\r\n\r\nbody")).build(),
            SipContent.NONE);
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .contains("Subject: a  Evil: yes    body\r\n")
        .doesNotContain("\r\nEvil");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 413, 416, 503, 505, 513})
  @Spec("16-1")
  void saysWhyTheEdgeItselfRefuses(int status) {
    byte[] bytes = WRITER.write(skeleton("<sip:g@x>", "1 INVITE"), status, "No", "t", List.of());

    assertThat(HeaderBlock.parse(bytes, bytes.length).first("Warning"))
        .hasValueSatisfying(
            warning -> assertThat(warning).matches("399 im\\.example\\.org \"[^\"]+\""));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 415, 420, 481, 483, 489, 500, 501})
  void codesThatSayEnoughNeedNoWarning(int status) {
    byte[] bytes = WRITER.write(skeleton("<sip:g@x>", "1 INVITE"), status, "No", "t", List.of());

    assertThat(HeaderBlock.parse(bytes, bytes.length).has("Warning")).isFalse();
  }
}
