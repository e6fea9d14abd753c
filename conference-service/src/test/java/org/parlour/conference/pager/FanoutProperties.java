package org.parlour.conference.pager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.NullUnmarked;
import org.parlour.conference.PagerRules;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Evolution;
import org.parlour.conference.state.PagerFanout;
import org.parlour.conference.state.Parts;
import org.parlour.conference.state.StatePart;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;

/// Whatever recipients answer, in whatever order and however often.
@NullUnmarked
class FanoutProperties {
  private static final int RECIPIENTS = 12;

  @Property(tries = 300)
  void sends_to_each_at_most_once_within_its_window_and_always_ends(
      @ForAll @IntRange(min = 1, max = 5) int window,
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 999) Integer> acts) {
    SessionKit kit = started(window);

    acts.forEach(act -> act(kit, act, window));
    kit.after(Duration.ofMinutes(4));

    List<SendRequest> sent = kit.allRequests("MESSAGE");
    assertThat(sent).extracting(SendRequest::requestUri).doesNotHaveDuplicates();
    assertThat(sent).extracting(SendRequest::callId).doesNotHaveDuplicates();
    assertThat(kit.allAnswers()).hasSize(1);
    assertThat(kit.state().isEmpty()).isTrue();
    assertThat(kit.timers()).isEmpty();
  }

  @Property(tries = 100)
  void is_the_same_after_it_was_stored_and_read(
      @ForAll @IntRange(min = 1, max = 5) int window,
      @ForAll @Size(max = 20) List<@IntRange(min = 0, max = 999) Integer> acts)
      throws MalformedRecordException {
    SessionKit kit = started(window);
    acts.forEach(act -> act(kit, act, window));

    Aggregate before = Aggregate.empty(kit.state().key(), SessionKit.DOMAIN);
    Map<String, StatePart> stored = new HashMap<>();
    for (Event event : kit.events()) {
      Aggregate after = Evolution.evolve(before, event);
      for (Parts.Change change : Parts.changes(before, after)) {
        if (change.part() == null) {
          assertThat(stored.remove(change.name())).isNotNull();
        } else {
          byte[] bytes = RecordCodec.encode(StatePart.class, change.part());
          stored.put(change.name(), RecordCodec.decode(StatePart.class, bytes));
        }
      }
      before = after;
    }

    PagerFanout now = (PagerFanout) kit.state();
    PagerFanout restored = (PagerFanout) Parts.restore(now.key(), SessionKit.DOMAIN, stored);
    assertThat(restored.timers()).isEqualTo(now.timers());
    assertThat(restored.fanouts().progress()).isEqualTo(now.fanouts().progress());
    assertThat(restored.fanouts().copies()).isEqualTo(now.fanouts().copies());
    assertThat(restored.fanouts().messages().values())
        .usingRecursiveComparison()
        .isEqualTo(now.fanouts().messages().values());
  }

  private static SessionKit started(int window) {
    SessionKit kit = SessionKit.list();
    kit.with(kit.policy().with(PagerRules.DEFAULTS.withWindow(window)));
    List<Recipient> recipients = new ArrayList<>();
    for (int i = 0; i < RECIPIENTS; i++) {
      recipients.add(Recipient.to(ImAddress.parse("sip:u" + i + "@example.org")));
    }
    kit.alice.messages(
        SessionKit.EXPLODER, new SipMethod.Message("text/plain", new byte[] {'h'}, recipients));
    return kit;
  }

  /// One of: time passes, a copy that was sent is answered, fails, or is answered once more.
  private static void act(SessionKit kit, int act, int window) {
    List<SendRequest> sent = kit.allRequests("MESSAGE");
    SendRequest copy = sent.get(act % sent.size());
    switch (act % 5) {
      case 0 -> kit.after(Duration.ofSeconds(act % 50));
      case 1 -> kit.input(new RequestFailed(kit.now(), copy.id(), RequestFailed.Cause.TIMEOUT));
      case 2 -> kit.alice.answers(copy, 100 + act % 100);
      default -> kit.alice.answers(copy, 200 + act % 400);
    }
    assertThat(((PagerFanout) kit.state()).fanouts().copies().size()).isLessThanOrEqualTo(window);
  }
}
