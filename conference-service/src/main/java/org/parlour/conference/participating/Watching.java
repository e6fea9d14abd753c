package org.parlour.conference.participating;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.DocumentWatch;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Effects;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.DocumentSelection;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// Subscribing to changes of one's documents (RFC 5875). What is there is asked for; the first
/// NOTIFY follows when the answer comes, or when the patience is over.
final class Watching {
  private static final int RETRY_LATER = 10;
  private static final int MOST_CHARACTERS = 32_768;
  private static final DocumentSelection EVERYTHING = new DocumentSelection(null, false);

  private Watching() {}

  static void subscribed(UserTurn t, SipRequest r, SipMethod.Subscribe subscribe) {
    DocumentWatch again =
        t.user().watches().first(watch -> watch.request().equals(r.transaction()));
    if (again != null) {
      answer(t, r, again);
    } else if (!subscribe.event().name().equals(EventPackage.XCAP_DIFF)) {
      refuse(t, r, 489, SipHeaders.builder().allowEvents(EventPackage.XCAP_DIFF).build());
    } else if (!takesDiffs(subscribe)) {
      refuse(t, r, 406, SipHeaders.NONE);
    } else if (isTooLong(subscribe)) {
      refuse(t, r, 413, SipHeaders.NONE);
    } else if (r.dialog().localTag() == null) {
      create(t, r, subscribe);
    } else {
      within(t, r, subscribe, t.watch(r.dialog().localTag()));
    }
  }

  /// Without the header it does (RFC 5875).
  private static boolean takesDiffs(SipMethod.Subscribe subscribe) {
    return subscribe.accept().isEmpty()
        || subscribe.accept().stream()
            .map(type -> type.replaceFirst(";.*", "").strip())
            .anyMatch(List.of(XcapDiff.CONTENT_TYPE, "application/*", "*/*")::contains);
  }

  /// It is kept, and passed on, as one record.
  private static boolean isTooLong(SipMethod.Subscribe subscribe) {
    DocumentSelection documents = subscribe.documents();
    return documents != null
        && documents.uris() != null
        && documents.uris().stream().mapToInt(String::length).sum() > MOST_CHARACTERS;
  }

  private static void create(UserTurn t, SipRequest r, SipMethod.Subscribe subscribe) {
    if (r.originator() == null || !isOwn(t, r.originator().address()) || !isTarget(t, r)) {
      refuse(t, r, ImError.ORIGINATOR_NOT_AUTHORIZED);
    } else if (t.user().policy() != null && t.user().policy().definition().barredOutgoing()) {
      refuse(t, r, ImError.ORIGINATOR_NOT_AUTHORIZED);
    } else if (!isServer(t)
        && t.user().watches().count(DocumentWatch::live) >= t.policy().maxSubscriptionsPerUser()) {
      refuse(t, r, ImError.TOO_MANY_SUBSCRIPTIONS);
    } else {
      String tag = Derived.token(Derived.seed(r.seed()), "tag", 0);
      accept(
          t,
          r,
          subscribe,
          DocumentWatch.opened(
              Dialog.asServer(r, tag).confirmedNow(),
              subscribe.event(),
              r.transaction(),
              EVERYTHING));
    }
  }

  /// A tree is its owner's only.
  private static boolean isOwn(UserTurn t, ImAddress address) {
    return address.canonical().toString().equals(t.user().key().value());
  }

  private static boolean isServer(UserTurn t) {
    return t.policy().documentServers().contains(ImAddress.parse(t.user().key().value()));
  }

  private static boolean isTarget(UserTurn t, SipRequest r) {
    return isOwn(t, r.requestUri()) || t.policy().domain().isDocuments(r.requestUri());
  }

  private static void within(
      UserTurn t, SipRequest r, SipMethod.Subscribe subscribe, @Nullable DocumentWatch watch) {
    if (watch == null || !watch.dialog().matches(r.dialog()) || !watch.live()) {
      refuse(t, r, 481, SipHeaders.NONE);
    } else if (r.cseq() <= watch.dialog().remoteCSeq()) {
      refuse(t, r, 500, SipHeaders.NONE);
    } else if (r.originator() != null && !isOwn(t, r.originator().address())) {
      refuse(t, r, ImError.ORIGINATOR_NOT_AUTHORIZED);
    } else {
      Dialog heard =
          watch
              .dialog()
              .received(r.cseq())
              .heardOf(r.contact() == null ? null : r.contact().address(), List.of());
      accept(t, r, subscribe, watch.with(heard));
    }
  }

  private static void accept(
      UserTurn t, SipRequest r, SipMethod.Subscribe subscribe, DocumentWatch watch) {
    int longest = t.policy().subscriptionExpires();
    int expires =
        subscribe.expires() == null ? longest : Math.clamp(subscribe.expires(), 0, longest);
    DocumentWatch granted = watch.granted(r.transaction(), expires, t.at());
    DocumentSelection wanted = wanted(subscribe, watch);
    boolean asks = watch.picture().root() == null || !wanted.equals(watch.selection());
    if (asks) {
      granted = granted.asking(watch.tag() + "-" + r.cseq(), wanted);
    }
    if (expires == 0) {
      granted = granted.ending(TerminationReason.TIMEOUT);
    }
    t.store(granted);
    answer(t, r, granted);
    WatchTimers.expireIn(t, granted);
    if (asks) {
      ask(t, granted);
      WatchTimers.waitForAnswer(t, granted);
    } else {
      Telling.queue(t, granted);
    }
  }

  /// A refresh without a body is about the same as before.
  private static DocumentSelection wanted(SipMethod.Subscribe subscribe, DocumentWatch watch) {
    DocumentSelection said = Objects.requireNonNullElse(subscribe.documents(), EVERYTHING);
    return said.uris() == null
        ? new DocumentSelection(watch.selection().uris(), said.aggregate())
        : said;
  }

  private static void ask(UserTurn t, DocumentWatch watch) {
    String id = Objects.requireNonNull(watch.question());
    List<String> uris = watch.selection().uris();
    t.emit(
        new Effect.ToXdm(
            new DocumentsQuestion(
                id, ImAddress.parse(t.user().key().value()), uris == null ? List.of() : uris)));
  }

  private static void answer(UserTurn t, SipRequest r, DocumentWatch watch) {
    t.emit(
        Effects.answer(
            t.user().key(), r, 200, watch.tag(), headers(t).expires(watch.granted()).build()));
  }

  /// Of everything that we say in such a dialog.
  static SipHeaders.Builder headers(UserTurn t) {
    return SipHeaders.builder()
        .contact(t.policy().domain().documentsOf(t.user().key()))
        .assertedIdentity(NameAddress.of(t.policy().domain().documents()));
  }

  private static void refuse(UserTurn t, SipRequest r, ImError error) {
    SipHeaders.Builder headers = SipHeaders.builder().warning(error.warning());
    if (error == ImError.TOO_MANY_SUBSCRIPTIONS) {
      headers.retryAfter(RETRY_LATER);
    }
    refuse(t, r, error.sipStatus(), headers.build());
  }

  private static void refuse(UserTurn t, SipRequest r, int status, SipHeaders headers) {
    t.emit(Effects.answer(t.user().key(), r, status, Effects.tag(r), headers));
  }
}
