package org.parlour.conference.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.instance.InstanceHeartbeat.Kind;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.RequestFailed.Cause;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SwitchLeft;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.address.ImAddress;

@NullUnmarked
class ConferenceTopologyTest {
  private static final ConferencePolicy POLICY = ConferencePolicy.defaults(SessionKit.DOMAIN);
  private static final String KEY = SessionKit.S.toString();

  @TempDir Path directory;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final SessionKit kit = SessionKit.adHoc();
  private final SwitchWatch watch = new SwitchWatch(1000);
  private final UserWatch users = new UserWatch(Set.of());
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> signalling;
  private int fed;

  @BeforeEach
  void start() {
    driver = driver(directory.resolve("first"));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void is_drawn_as_in_the_golden_file() throws IOException {
    String described =
        ConferenceTopology.build(POLICY, watch, users, new ShellMetrics(metrics))
            .describe()
            .toString();

    assertThat(described.strip())
        .isEqualToNormalizingNewlines(
            new String(
                    getClass().getResourceAsStream("/topology.txt").readAllBytes(),
                    StandardCharsets.UTF_8)
                .strip());
  }

  @Test
  void sends_requests_to_any_edge_and_answers_to_the_one_that_asked() throws Exception {
    kit.alice.invites(kit.bob);
    kit.bob.answers();
    feed();

    List<EdgeInstruction> anyEdge = read(TopicCatalogue.SIP_REQUESTS);
    List<EdgeInstruction> thatEdge = read(TopicCatalogue.EDGE_INBOX);

    assertThat(anyEdge)
        .extracting(i -> ((SendRequest) i).method())
        .containsExactly("INVITE", "ACK");
    assertThat(thatEdge).singleElement().isInstanceOf(SendAnswer.class);
    assertThat(read(TopicCatalogue.SWITCH_INBOX)).hasSize(2);
    assertThat(read(TopicCatalogue.HISTORY_COMMANDS)).hasSize(3);
  }

  @Test
  void tells_everybody_what_holds_for_a_user_and_keeps_it() throws Exception {
    String user = "sip:bob@example.org";
    UserPolicy policy =
        new UserPolicy(
            SessionKit.START,
            ImAddress.parse(user),
            1,
            new UserPolicy.Definition(true, false, null));

    signalling.pipeInput(user.getBytes(StandardCharsets.UTF_8), encoded(policy));
    signalling.pipeInput(user.getBytes(StandardCharsets.UTF_8), encoded(policy));

    TestRecord<byte[], byte[]> told = output(TopicCatalogue.USER_POLICIES.name()).readRecord();
    assertThat(told.key()).asString(StandardCharsets.UTF_8).isEqualTo(user);
    assertThat(RecordCodec.decode(UserPolicy.class, told.value())).isEqualTo(policy);
    assertThat(read(TopicCatalogue.USER_POLICIES)).isEmpty();
    assertThat(stored()).containsOnlyKeys("policy");
  }

  @Test
  void decides_by_what_it_was_told_of_users() throws Exception {
    users.heard(
        new UserPolicy(
            SessionKit.START,
            kit.alice.address(),
            1,
            new UserPolicy.Definition(true, false, null)));
    kit.alice.invites(kit.bob);
    feed();

    assertThat(read(TopicCatalogue.EDGE_INBOX))
        .singleElement()
        .isInstanceOfSatisfying(
            SendAnswer.class, answer -> assertThat(answer.status()).isEqualTo(403));
  }

  @Test
  void keeps_the_key_and_carries_the_correlation_on() {
    kit.alice.invites(kit.bob);
    var headers = new org.apache.kafka.common.header.internals.RecordHeaders();
    headers.add(RecordHeaders.CORRELATION_ID, "call-1".getBytes(StandardCharsets.UTF_8));
    headers.add(RecordHeaders.TRACE_PARENT, "00-1-2-01".getBytes(StandardCharsets.UTF_8));

    signalling.pipeInput(
        new TestRecord<>(
            KEY.getBytes(StandardCharsets.UTF_8), encoded(kit.inputs().getFirst()), headers));

    TestRecord<byte[], byte[]> sent = output(TopicCatalogue.SIP_REQUESTS.name()).readRecord();
    assertThat(new String(sent.key(), StandardCharsets.UTF_8)).isEqualTo(KEY);
    assertThat(sent.headers().lastHeader(RecordHeaders.CORRELATION_ID).value())
        .asString()
        .isEqualTo("call-1");
    assertThat(sent.headers().lastHeader(RecordHeaders.TRACE_PARENT).value())
        .asString()
        .isEqualTo("00-1-2-01");
  }

  @Test
  void tells_edges_how_long_the_command_had_waited_that_led_to_something() {
    kit.alice.invites(kit.bob);
    kit.bob.answers();

    feed(Duration.ofMillis(1_500));

    assertThat(waits(TopicCatalogue.SIP_REQUESTS)).containsExactly("1500", "1500");
    assertThat(waits(TopicCatalogue.EDGE_INBOX)).containsExactly("1500");
    assertThat(waits(TopicCatalogue.SWITCH_INBOX)).containsOnlyNulls();
    assertThat(waits(TopicCatalogue.HISTORY_COMMANDS)).containsOnlyNulls();
  }

  @Test
  void a_command_from_an_edge_whose_clock_is_ahead_has_not_waited() {
    kit.alice.invites(kit.bob);

    feed(Duration.ofMillis(-70));

    assertThat(waits(TopicCatalogue.SIP_REQUESTS)).containsExactly("0");
  }

  @Test
  void what_no_edge_asked_for_says_nothing_of_waiting() {
    kit.alice.invites(kit.bob);
    kit.bob.rings();
    feed();
    waits(TopicCatalogue.SIP_REQUESTS);
    waits(TopicCatalogue.EDGE_INBOX);

    driver.advanceWallClockTime(Duration.ofSeconds(181));

    assertThat(waits(TopicCatalogue.SIP_REQUESTS)).isNotEmpty().containsOnlyNulls();
    assertThat(waits(TopicCatalogue.EDGE_INBOX)).isNotEmpty().containsOnlyNulls();
  }

  @Test
  void puts_poison_aside_with_its_reason_and_goes_on() throws Exception {
    signalling.pipeInput(KEY.getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3});
    kit.alice.invites(kit.bob);
    feed();

    TestRecord<byte[], byte[]> letter =
        output(TopicCatalogue.SIGNALLING.deadLetterName()).readRecord();
    assertThat(letter.value()).containsExactly(1, 2, 3);
    assertThat(letter.headers().lastHeader(RecordHeaders.DEAD_LETTER_REASON).value())
        .asString()
        .contains("SignallingInput");
    assertThat(letter.headers().lastHeader(RecordHeaders.DEAD_LETTER_ORIGIN).value())
        .asString()
        .startsWith("parlour.signalling-0@");
    assertThat(read(TopicCatalogue.SIP_REQUESTS)).hasSize(1);
    assertThat(metrics.counter("im.conference.dead.letters").count()).isEqualTo(1);
  }

  @Test
  void what_no_changelog_takes_is_put_aside() {
    List<GroupDocument.Member> members =
        Collections.nCopies(
            10_000, new GroupDocument.Member(ImAddress.sip("x".repeat(250), "example.org"), null));
    GroupDocument document =
        new GroupDocument(
            SessionKit.START,
            SessionKit.LOBBY,
            1,
            new GroupDocument.Definition("Large", members, false, null, false));

    signalling.pipeInput(
        SessionKit.LOBBY.toString().getBytes(StandardCharsets.UTF_8), encoded(document));

    TestRecord<byte[], byte[]> letter =
        output(TopicCatalogue.SIGNALLING.deadLetterName()).readRecord();
    assertThat(letter.headers().lastHeader(RecordHeaders.DEAD_LETTER_REASON).value())
        .asString()
        .contains("part document");
    assertThat(stored()).isEmpty();
  }

  @Test
  void poison_leaves_no_trace_in_the_stores() {
    kit.alice.invites(kit.bob);
    feed();
    Map<String, byte[]> before = stored();

    signalling.pipeInput(
        KEY.getBytes(StandardCharsets.UTF_8),
        "not a part of any release".getBytes(StandardCharsets.UTF_8));

    assertThat(stored()).usingRecursiveComparison().isEqualTo(before);
  }

  @Test
  void a_null_value_is_put_aside() {
    signalling.pipeInput(KEY.getBytes(StandardCharsets.UTF_8), (byte[]) null);

    assertThat(output(TopicCatalogue.SIGNALLING.deadLetterName()).readRecordsToList()).hasSize(1);
  }

  @Test
  void produces_a_timer_into_the_log_when_it_is_due() throws Exception {
    kit.alice.invites(kit.bob);
    feed();

    driver.advanceWallClockTime(Duration.ofSeconds(181));

    List<SendAnswer> answers = new ArrayList<>();
    for (EdgeInstruction instruction : read(TopicCatalogue.EDGE_INBOX)) {
      answers.add((SendAnswer) instruction);
    }
    assertThat(answers).extracting(SendAnswer::status).containsExactly(408);
    TestOutputTopic<byte[], byte[]> log = output(TopicCatalogue.SIGNALLING.name());
    assertThat(log.isEmpty()).isFalse();
    TestRecord<byte[], byte[]> timer = log.readRecord();
    assertThat(new String(timer.key(), StandardCharsets.UTF_8)).isEqualTo(KEY);
    assertThat(RecordCodec.decode(SignallingInput.class, timer.value()))
        .isInstanceOf(TimerFired.class);
    assertThat(metrics.timer("im.conference.timers.lag").count()).isPositive();
  }

  @Test
  void one_entry_of_the_index_stands_for_all_timers_of_an_aggregate() {
    kit.alice.invites(kit.bob, kit.carol);
    feed();

    assertThat(stored().keySet())
        .filteredOn(name -> name.startsWith("timer/"))
        .hasSizeGreaterThan(3);
    assertThat(timers()).isEqualTo(1);
  }

  @Test
  void every_timer_fires_once_and_in_its_turn() throws Exception {
    kit.alice.invites(kit.bob, kit.carol);
    feed();

    twoHoursPass();

    List<String> fired = new ArrayList<>();
    for (byte[] value : output(TopicCatalogue.SIGNALLING.name()).readValuesToList()) {
      TimerFired timer = (TimerFired) RecordCodec.decode(SignallingInput.class, value);
      fired.add(timer.name() + " " + timer.generation());
    }
    assertThat(fired).hasSizeGreaterThan(2).doesNotHaveDuplicates();
    assertThat(stored()).isEmpty();
    assertThat(timers()).isZero();
  }

  @Test
  void tells_sessions_of_a_switch_that_died_and_nobody_while_it_lives() throws Exception {
    kit.alice.invites(kit.bob);
    kit.bob.answers();
    feed();
    beat(Kind.SWITCH, 0, 17, 0);
    beat(Kind.SWITCH, 1, 23, 0);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(output(TopicCatalogue.SIGNALLING.name()).isEmpty()).isTrue();

    for (int i = 1; i <= 6; i++) {
      beat(Kind.SWITCH, 1, 23, i * 500L);
    }
    driver.advanceWallClockTime(Duration.ofSeconds(1));

    assertThat(read(TopicCatalogue.SIGNALLING))
        .singleElement()
        .isInstanceOfSatisfying(
            SwitchLeft.class,
            left -> {
              assertThat(left.ordinal()).isZero();
              assertThat(left.incarnation()).isEqualTo(17);
              assertThat(left.draining()).isFalse();
              assertThat(left.candidates()).extracting(SwitchCandidate::ordinal).containsExactly(1);
            });
  }

  private void beat(Kind kind, int ordinal, long incarnation, long millis) {
    watch.heard(
        new InstanceHeartbeat(
            kind,
            ordinal,
            incarnation,
            SessionKit.START.plusMillis(millis),
            "msrp-" + ordinal,
            2855,
            0,
            false));
  }

  @Test
  void one_value_is_one_leg_or_another_small_part() {
    kit.alice.invites(kit.bob, kit.carol);
    feed();

    assertThat(stored().keySet()).filteredOn(name -> name.startsWith("leg/")).hasSize(3);
    assertThat(stored().keySet()).contains("focus", "session", "user/sip:bob@example.org");
    stored().forEach((name, value) -> assertThat(value.length).as(name).isLessThan(4096));
  }

  @Test
  void a_join_writes_only_the_parts_it_changes() {
    kit.threeTalking();
    feed();
    Map<String, byte[]> before = stored();

    kit.dave.calls(SessionKit.S);
    kit.alice.refers(kit.dave.address(), "INVITE");
    feed();

    Map<String, byte[]> after = stored();
    for (String name : before.keySet()) {
      if (name.startsWith("user/")
          || (name.startsWith("leg/") && !name.endsWith(kit.alice.leg()))) {
        assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
      }
    }
  }

  @Test
  void deletes_everything_of_a_session_that_is_over() {
    kit.alice.invites(kit.bob);
    kit.bob.declines(486);
    feed();
    assertThat(stored()).isNotEmpty();

    driver.advanceWallClockTime(Duration.ofMinutes(2));

    assertThat(stored()).isEmpty();
    assertThat(timers()).isZero();
  }

  /// The second instance has the first one's stores and none of its memory.
  @Test
  void another_instance_with_the_restored_stores_goes_on_as_if_nothing_had_happened()
      throws Exception {
    kit.threeTalking();
    kit.alice.subscribes();
    feed();
    moveToSecondInstance();

    kit.bob.hangsUp();
    kit.alice.takesNotify();
    List<EdgeInstruction> expected = new ArrayList<>(kit.requests("NOTIFY"));
    feed();

    assertThat(read(TopicCatalogue.SIP_REQUESTS)).containsAll(expected);
    assertThat(read(TopicCatalogue.SWITCH_INBOX)).hasSize(1);
  }

  @Test
  void timers_of_one_instance_fire_in_the_one_that_restores_its_stores() throws Exception {
    kit.alice.invites(kit.bob);
    feed();
    moveToSecondInstance();

    twoHoursPass();

    assertThat(stored()).isEmpty();
    assertThat(timers()).isZero();
  }

  @Test
  void a_subscription_of_ours_goes_on_in_the_instance_that_restores_it() throws Exception {
    ImAddress team = ImAddress.parse("sip:team@im.example.org");
    byte[] key = AggregateKey.ofUpstream(team).value().getBytes(StandardCharsets.UTF_8);
    ImAddress server = ImAddress.parse("sip:im-server@example.org");
    UpstreamWatch.Wanted wanted =
        new UpstreamWatch.Wanted(ImAddress.parse("sip:xdms.example.org"), null, server, "groups/x");
    signalling.pipeInput(
        key, encoded(new UpstreamWatch(SessionKit.START, new byte[16], team, wanted)));
    SendRequest first = (SendRequest) read(TopicCatalogue.SIP_REQUESTS).getFirst();
    moveToSecondInstance();

    signalling.pipeInput(
        key, encoded(new RequestFailed(SessionKit.START, first.id(), Cause.TIMEOUT)));
    assertThat(read(TopicCatalogue.SIP_REQUESTS)).isEmpty();
    driver.advanceWallClockTime(Duration.ofSeconds(31));

    assertThat(read(TopicCatalogue.SIP_REQUESTS))
        .singleElement()
        .isInstanceOfSatisfying(
            SendRequest.class,
            again -> {
              assertThat(again.requestUri()).isEqualTo(first.requestUri());
              assertThat(again.callId()).isNotEqualTo(first.callId());
            });
    assertThat(stored()).containsOnlyKeys("subscriber", "timer/guard");
  }

  private void moveToSecondInstance() {
    List<KeyValue<byte[], byte[]>> parts = all(ConferenceTopology.PARTS);
    List<KeyValue<byte[], byte[]>> timers = all(ConferenceTopology.TIMERS);
    driver.close();
    driver = driver(directory.resolve("second"));
    restore(ConferenceTopology.PARTS, parts);
    restore(ConferenceTopology.TIMERS, timers);
  }

  /// In steps, since what one timer leads to may set the next.
  private void twoHoursPass() {
    for (int minute = 0; minute < 120; minute++) {
      driver.advanceWallClockTime(Duration.ofMinutes(1));
    }
  }

  private TopologyTestDriver driver(Path state) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    TopologyTestDriver started =
        new TopologyTestDriver(
            ConferenceTopology.build(POLICY, watch, users, new ShellMetrics(metrics)),
            properties,
            SessionKit.START);
    signalling =
        started.createInputTopic(
            TopicCatalogue.SIGNALLING.name(), new ByteArraySerializer(), new ByteArraySerializer());
    return started;
  }

  /// Gives the topology what the kit's people did since the last time.
  private void feed() {
    for (; fed < kit.inputs().size(); fed++) {
      signalling.pipeInput(KEY.getBytes(StandardCharsets.UTF_8), encoded(kit.inputs().get(fed)));
    }
  }

  /// Likewise, after they lay in the log for so long.
  private void feed(Duration waiting) {
    Instant published = SessionKit.START.minus(waiting);
    for (; fed < kit.inputs().size(); fed++) {
      signalling.pipeInput(
          KEY.getBytes(StandardCharsets.UTF_8), encoded(kit.inputs().get(fed)), published);
    }
  }

  /// How long each record's command had waited, in its own words; null where it does not say.
  private List<String> waits(Topic<?> topic) {
    List<String> waits = new ArrayList<>();
    for (TestRecord<byte[], byte[]> record : output(topic.name()).readRecordsToList()) {
      Header waited = record.headers().lastHeader(RecordHeaders.WAITED);
      waits.add(waited == null ? null : new String(waited.value(), StandardCharsets.UTF_8));
    }
    return waits;
  }

  private static byte[] encoded(SignallingInput input) {
    return RecordCodec.encode(SignallingInput.class, input);
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private <V> List<V> read(Topic<V> topic) throws Exception {
    List<V> values = new ArrayList<>();
    for (byte[] value : output(topic.name()).readValuesToList()) {
      values.add(RecordCodec.decode(topic.valueType(), value));
    }
    return values;
  }

  private void restore(String store, List<KeyValue<byte[], byte[]>> entries) {
    KeyValueStore<byte[], byte[]> opened = driver.getKeyValueStore(store);
    opened.putAll(entries);
  }

  private Map<String, byte[]> stored() {
    Map<String, byte[]> parts = new TreeMap<>();
    all(ConferenceTopology.PARTS)
        .forEach(entry -> parts.put(StoreKeys.nameOfPart(entry.key), entry.value));
    return parts;
  }

  private int timers() {
    return all(ConferenceTopology.TIMERS).size();
  }

  private List<KeyValue<byte[], byte[]>> all(String store) {
    List<KeyValue<byte[], byte[]>> entries = new ArrayList<>();
    KeyValueStore<byte[], byte[]> opened = driver.getKeyValueStore(store);
    try (KeyValueIterator<byte[], byte[]> iterator = opened.all()) {
      iterator.forEachRemaining(entries::add);
    }
    return entries;
  }
}
