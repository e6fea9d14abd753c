package org.parlour.contracts.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchAddress;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.media.SwitchDoors;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentSelection;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RemoteContact;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.SwitchLeft;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.CancelRequest;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.Reason;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.RequestId;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.StopRetransmission;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.contracts.sip.Warning;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.contracts.xdm.DocumentForgotten;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.contracts.xdm.HistoryEntry;
import org.parlour.contracts.xdm.MetadataCommand;
import org.parlour.contracts.xdm.MetadataList;
import org.parlour.contracts.xdm.UpstreamNotice;
import org.parlour.contracts.xdm.UpstreamQuestion;
import org.parlour.contracts.xdm.XdmCommand;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MediaLine;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.OtherMedia;
import org.parlour.protocol.sdp.SdpAttribute;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// One value of every record type that goes through Kafka. Its bytes, as the release in the
/// folder's name wrote them, lie in `src/test/resources/schema`.
final class WireSamples {
  /// A value with the declared type under which it is written.
  ///
  /// @param variant tells values of one type apart; empty for the first that was released
  record Sample<V>(Class<V> root, V value, String variant) {
    String file() {
      return root.getSimpleName() + "/" + value.getClass().getSimpleName() + variant + ".cbor";
    }

    byte[] bytes() {
      return RecordCodec.encode(root, value);
    }

    @Override
    public String toString() {
      return file();
    }
  }

  private static final Instant AT = Instant.parse("2026-11-25T10:00:00.123Z");
  private static final AggregateKey KEY = new AggregateKey("sip:team@im.example.org");
  private static final ImAddress S = ImAddress.parse("sip:team@im.example.org;session=77");
  private static final ImAddress G = ImAddress.parse("sip:team@im.example.org");
  private static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");
  private static final NameAddress NAMED = new NameAddress("Alice \"A\"", ALICE);
  private static final byte[] BYTES = "octets \u00e9".getBytes(StandardCharsets.UTF_8);
  private static final EventPackage CONFERENCE = new EventPackage(EventPackage.CONFERENCE, "7");
  private static final List<Recipient> RECIPIENTS =
      List.of(
          Recipient.to(ImAddress.parse("sip:bob@example.org")),
          new Recipient(
              ImAddress.parse("tel:+358555"), CopyControl.BCC, true, "c@h;to-tag=1;from-tag=2"));
  private static final MsrpMedia MSRP =
      new MsrpMedia(
          2855,
          true,
          List.of("msrps://192.0.2.1:2855/abc;tcp"),
          List.of("message/cpim", "*"),
          List.of("text/plain"),
          1048576L,
          Direction.SENDRECV,
          Setup.ACTPASS,
          "sha-256 AB:CD",
          List.of("nickname", "private-messages"),
          List.of(new SdpAttribute("x-flag", null), new SdpAttribute("x-value", "1 2")));
  private static final OtherMedia AUDIO = new OtherMedia("audio", 4000, "RTP/AVP", "0 8");
  private static final SessionDescription SDP =
      new SessionDescription("-", 3912876101L, 2, "192.0.2.1", List.of(AUDIO, MSRP));
  private static final PeerCapabilities PEER =
      new PeerCapabilities(Set.of("INVITE"), Set.of("timer"), Set.of("recipient-list-invite"));
  private static final RemoteContact CONTACT =
      new RemoteContact(
          ImAddress.parse("sip:alice@192.0.2.11:40112;transport=tcp"),
          true,
          Set.of("+g.oma.sip-im"));
  private static final TransactionId TRANSACTION = new TransactionId("z9hG4bK1|core.example.org");
  private static final ReplyTo REPLY_TO = new ReplyTo(3, 17);
  private static final ResponseSkeleton SKELETON =
      new ResponseSkeleton(
          List.of("SIP/2.0/TCP core.example.org:5060;branch=z9hG4bK1"),
          List.of("<sip:core.example.org;lr>"),
          "\"Alice\" <sip:alice@example.org>;tag=a1",
          "<sip:team@im.example.org>",
          "call-1",
          "1 INVITE");
  private static final DialogId DIALOG = new DialogId("call-1", "ours", "theirs");
  private static final MediaLeg LEG =
      new MediaLeg(
          "leg-1",
          "msrp://192.0.2.1:2855/abc;tcp",
          List.of("msrp://192.0.2.11:9/xyz;tcp"),
          ALICE,
          ImAddress.parse("sip:anonymous-1@anonymous.invalid"),
          "Anonymous 1",
          List.of("message/cpim"),
          List.of("text/plain"),
          65536L,
          Direction.SENDRECV,
          true,
          true,
          true,
          null,
          false);

  private WireSamples() {}

  static List<Sample<?>> all() {
    List<Sample<?>> all = new ArrayList<>();
    signalling(all);
    methods(all);
    edge(all);
    content(all);
    media(all);
    history(all);
    xdm(all);
    documents(all);
    add(all, MediaLine.class, MSRP);
    add(all, MediaLine.class, AUDIO);
    add(
        all,
        InstanceHeartbeat.class,
        new InstanceHeartbeat(
            InstanceHeartbeat.Kind.SWITCH, 3, 17, AT, "192.0.2.1", 2855, 0.25, true));
    doors(all);
    return all;
  }

  private static <V> void add(List<Sample<?>> all, Class<V> root, V value) {
    all.add(new Sample<>(root, value, ""));
  }

  /// Switches that take more than TCP.
  private static void doors(List<Sample<?>> all) {
    SwitchDoors doors =
        new SwitchDoors(
            new SwitchAddress("192.0.2.1", 2856),
            new SwitchAddress("192.0.2.1", 2857),
            new SwitchAddress("msrp.example.org", 443),
            "sha-256 AB:CD");
    InstanceHeartbeat heartbeat =
        new InstanceHeartbeat(
            InstanceHeartbeat.Kind.SWITCH, 3, 17, AT, "192.0.2.1", 2855, 0.25, true, doors);
    SwitchLeft left =
        new SwitchLeft(AT, 3, 17, true, List.of(new SwitchCandidate(1, 18, "msrp-1", 2855, doors)));
    all.add(new Sample<>(InstanceHeartbeat.class, heartbeat, "-doors"));
    all.add(new Sample<>(SignallingInput.class, left, "-doors"));
  }

  private static void signalling(List<Sample<?>> all) {
    Class<SignallingInput> root = SignallingInput.class;
    add(all, root, request());
    add(all, root, response());
    add(all, root, new RequestFailed(AT, new RequestId("z9hG4bKo1"), RequestFailed.Cause.TIMEOUT));
    add(all, root, new AnswerAbandoned(AT, TRANSACTION));
    add(all, root, new TimerFired(AT, "leg-1:refresh", 4));
    add(all, root, new MediaEvent.LegConnected(AT, 2, "leg-1"));
    add(all, root, new MediaEvent.LegLost(AT, 2, "leg-1", MediaEvent.LegLost.Cause.TOO_SLOW));
    add(all, root, new MediaEvent.NicknameRequested(AT, 2, "leg-1", "r1", "Captain"));
    add(all, root, new MediaEvent.SnapshotRequested(AT, 2, 0));
    add(all, root, new MediaEvent.HandedOver(AT, 2));
    add(
        all,
        root,
        new MediaEvent.MessageHeard(
            AT, 2, "2-17", ALICE, List.of("leg-1"), "message/cpim", new byte[] {1, 2}));
    add(
        all,
        root,
        new SwitchLeft(AT, 3, 17, true, List.of(new SwitchCandidate(1, 18, "msrp-1", 2855))));
    add(all, root, new OperatorRequest.Expel(AT, S, ALICE));
    add(all, root, new OperatorRequest.Close(AT, S));
    add(all, root, new OperatorRequest.Announce(AT, S, "maintenance at noon"));
    add(
        all,
        root,
        new OperatorRequest.ModifyMedia(AT, S, ALICE, 65536L, List.of("message/cpim", "text/*")));
    add(
        all,
        root,
        new GroupDocument(
            AT,
            G,
            5,
            new GroupDocument.Definition(
                "Team", List.of(new GroupDocument.Member(ALICE, "Cap")), true, 20, true)));
    all.add(new Sample<>(root, new GroupDocument(AT, G, 6, ruled()), "-ruled"));
    all.add(new Sample<>(root, new GroupDocument(AT, G, 7, conditional()), "-conditional"));
    add(all, root, new UserPolicy(AT, ALICE, 8, guarded()));
    add(all, UserPolicy.class, new UserPolicy(AT, ALICE, 9, null));
  }

  /// With everything that a user's rules may say.
  private static UserPolicy.Definition guarded() {
    return new UserPolicy.Definition(
        true,
        false,
        List.of(ImAddress.parse("tel:+3581234567")),
        List.of(
            new AccessRule(
                "blocked",
                List.of(new RuleCondition.Identity(List.of(ALICE), List.of())),
                EnumSet.noneOf(AccessAction.class)),
            new AccessRule(
                "rest",
                List.of(new RuleCondition.OtherIdentity()),
                EnumSet.allOf(AccessAction.class))));
  }

  /// With the conditions that came later.
  private static GroupDocument.Definition conditional() {
    return new GroupDocument.Definition(
        "Team",
        List.of(),
        false,
        null,
        false,
        List.of(
            new GroupRule(
                "guests",
                List.of(
                    new RuleCondition.ExternalList(
                        List.of("https://xcap.example.org/lists"), List.of(ALICE)),
                    new RuleCondition.Validity(
                        List.of(new RuleCondition.Period(AT, AT.plusSeconds(60)))),
                    new RuleCondition.Sphere("work")),
                EnumSet.of(GroupAction.JOIN_HANDLING))),
        null,
        null);
  }

  /// With everything that a rule may say.
  private static GroupDocument.Definition ruled() {
    return new GroupDocument.Definition(
        "Team",
        List.of(new GroupDocument.Member(ALICE, "Cap")),
        true,
        20,
        false,
        List.of(
            GroupRule.forMembers(),
            new GroupRule(
                "named",
                List.of(
                    new RuleCondition.Identity(
                        List.of(ALICE),
                        List.of(
                            new RuleCondition.Many(
                                "example.org", List.of(ALICE), List.of("example.net"))))),
                EnumSet.allOf(GroupAction.class)),
            new GroupRule(
                "others",
                List.of(
                    new RuleCondition.OtherIdentity(),
                    new RuleCondition.AnonymousRequest(),
                    new RuleCondition.Unknown()),
                EnumSet.noneOf(GroupAction.class))),
        3600,
        "Project X");
  }

  private static SipRequest request() {
    return new SipRequest(
        AT,
        new byte[] {1, 2, 3, -1},
        TRANSACTION,
        ServiceRole.CONTROLLING,
        REPLY_TO,
        SKELETON,
        DIALOG,
        4294967295L,
        G,
        NAMED,
        NameAddress.of(G),
        NAMED,
        true,
        CONTACT,
        List.of("<sip:core.example.org;lr>"),
        PEER,
        new SessionExpires(1800, SessionExpires.Refresher.UAC),
        90,
        69,
        Map.of("Subject", "lunch"),
        new SipMethod.Invite(
            SDP, RECIPIENTS, List.of(new SwitchCandidate(0, 5, "192.0.2.1", 2855))));
  }

  private static SipResponse response() {
    return new SipResponse(
        AT,
        new RequestId("z9hG4bKo1"),
        DIALOG,
        7,
        "INVITE",
        200,
        CONTACT,
        List.of("<sip:core.example.org;lr>"),
        PEER,
        NAMED,
        true,
        new SessionExpires(1800, null),
        90,
        5,
        SDP);
  }

  private static void methods(List<Sample<?>> all) {
    Class<SipMethod> root = SipMethod.class;
    add(all, root, new SipMethod.Invite(SDP, RECIPIENTS, List.of()));
    add(all, root, new SipMethod.Ack(SDP));
    add(all, root, new SipMethod.Cancel());
    add(all, root, new SipMethod.Bye());
    add(all, root, new SipMethod.Update(SDP));
    add(all, root, new SipMethod.Subscribe(CONFERENCE, 3600, List.of("text/plain")));
    add(
        all,
        root,
        new SipMethod.Notify(
            new EventPackage(EventPackage.XCAP_DIFF, null),
            SipMethod.Notify.State.TERMINATED,
            null,
            SubscriptionState.TerminationReason.PROBATION,
            60));
    add(all, root, new SipMethod.Message("text/plain;charset=UTF-8", BYTES, RECIPIENTS));
    add(all, root, new SipMethod.Refer(ALICE, "BYE", "c;to-tag=1", RECIPIENTS, true));
    add(all, root, new SipMethod.Register(600));
    add(all, root, new SipMethod.Publish(CONFERENCE, 3600, "etag", "text/plain", BYTES));
  }

  private static SendRequest sendRequest() {
    return new SendRequest(
        KEY,
        new RequestId("z9hG4bKo1"),
        "NOTIFY",
        ALICE,
        List.of("<sip:core.example.org;lr>"),
        NameAddress.of(G),
        "ours",
        NAMED,
        "theirs",
        "call-1",
        7,
        70,
        headers(),
        SipContent.NONE);
  }

  private static SipHeaders headers() {
    return new SipHeaders(
        S,
        true,
        NAMED,
        true,
        true,
        List.of("INVITE", "BYE"),
        List.of("conference"),
        List.of("timer"),
        List.of("timer"),
        List.of("100rel"),
        new SessionExpires(1800, SessionExpires.Refresher.UAS),
        90,
        3600,
        CONFERENCE,
        SubscriptionState.terminated(SubscriptionState.TerminationReason.NORESOURCE),
        Warning.of("too many participants"),
        30,
        new Reason(200, "Call completed elsewhere"),
        Map.of("Subject", "lunch"));
  }

  private static void edge(List<Sample<?>> all) {
    Class<EdgeInstruction> root = EdgeInstruction.class;
    add(all, root, sendRequest());
    add(
        all,
        root,
        new SendAnswer(
            KEY,
            TRANSACTION,
            REPLY_TO,
            SKELETON,
            200,
            "ours",
            headers(),
            new SipContent.Session(SDP),
            List.of(sendRequest())));
    add(all, root, new CancelRequest(KEY, sendRequest(), new Reason(487, "gone")));
    add(all, root, new StopRetransmission(KEY, TRANSACTION));
  }

  private static void content(List<Sample<?>> all) {
    Class<SipContent> root = SipContent.class;
    ConferenceInfo.Endpoint endpoint =
        new ConferenceInfo.Endpoint(
            "sip:alice@example.org",
            ConferenceInfo.EndpointStatus.DIALING_OUT,
            ConferenceInfo.JoiningMethod.DIALED_OUT,
            "2026-11-25T10:00:00Z",
            ConferenceInfo.DisconnectionMethod.BOOTED,
            "sendrecv");
    ConferenceInfo info =
        new ConferenceInfo(
            G,
            true,
            4294967295L,
            new ConferenceInfo.Description("Team", "lunch", 20),
            new ConferenceInfo.State(2, true),
            List.of(
                new ConferenceInfo.User(
                    ALICE, false, "Alice", "Cap", List.of("chair"), List.of(endpoint)),
                ConferenceInfo.User.gone(ImAddress.parse("sip:bob@example.org"))));
    add(all, root, new SipContent.None());
    add(all, root, new SipContent.Session(SDP));
    add(all, root, new SipContent.SessionWithHistory(SDP, RECIPIENTS));
    add(all, root, new SipContent.MessageWithHistory("text/plain", BYTES, RECIPIENTS));
    add(all, root, new SipContent.ConferenceState(info));
    add(all, root, new SipContent.Written("text/plain", BYTES));
  }

  private static void media(List<Sample<?>> all) {
    Class<SwitchCommand> root = SwitchCommand.class;
    add(all, root, new SwitchCommand.OpenSession(KEY, S, 2, 1, 17, G, "rec-1", List.of(LEG), null));
    add(all, root, new SwitchCommand.AddLeg(KEY, S, 2, 2, LEG));
    add(all, root, new SwitchCommand.UpdateLeg(KEY, S, 2, 3, LEG));
    add(all, root, new SwitchCommand.RemoveLeg(KEY, S, 2, 4, "leg-1"));
    add(all, root, new SwitchCommand.NicknameDecision(KEY, S, 2, 5, "leg-1", "r1", 425));
    add(all, root, new SwitchCommand.SystemMessage(KEY, S, 2, 6, "leg-1", "joined", "Bob joined"));
    add(all, root, new SwitchCommand.CloseSession(KEY, S, 2, 7));
    add(all, root, new SwitchCommand.HandOver(KEY, S, 2, 8));
  }

  /// What subscribers to documents are told.
  private static void documents(List<Sample<?>> all) {
    String path = "resource-lists/users/sip:alice@example.org/index";
    add(all, XdmCommand.class, new DocumentsQuestion("q-1", ALICE, List.of("resource-lists/")));
    add(all, SignallingInput.class, new DocumentChanged(AT, ALICE, path, 17, "17"));
    all.add(
        new Sample<>(
            SignallingInput.class, new DocumentChanged(AT, ALICE, path, 18, null), "-deleted"));
    all.add(
        new Sample<>(
            SignallingInput.class, new DocumentChanged(AT, ALICE, path, 19, "19", true), "-asked"));
    add(all, XdmCommand.class, new DocumentForgotten(ALICE, path));
    add(
        all,
        SignallingInput.class,
        new UpstreamWatch(
            AT, BYTES, G, new UpstreamWatch.Wanted(ALICE, "<sip:p.example.org;lr>", ALICE, path)));
    add(all, XdmCommand.class, new UpstreamNotice(AT, G, AT));
    add(all, SipContent.class, new SipContent.DocumentList(List.of(path)));
    add(
        all,
        SignallingInput.class,
        new DocumentsFound(
            AT,
            "q-1",
            "http://xcap.example.org",
            List.of("resource-lists/users/sip:alice@example.org/"),
            List.of(new DocumentsFound.Document(path, 17, "17"))));
    all.add(
        new Sample<>(
            SipMethod.class,
            new SipMethod.Subscribe(
                new EventPackage(EventPackage.XCAP_DIFF, null),
                null,
                List.of(),
                new DocumentSelection(List.of("resource-lists/"), true)),
            "-documents"));
    add(
        all,
        SipContent.class,
        new SipContent.Documents(
            new XcapDiff(
                "http://xcap.example.org", List.of(new XcapDiff.Document(path, "18", "17")))));
  }

  private static void history(List<Sample<?>> all) {
    add(
        all,
        MessageRecord.class,
        new MessageRecord.Chunk(
            "rec-1", "m-1", 9, AT, ALICE, "Alice", G, "message/cpim", 262144, BYTES, true, false));
    MessageRecord transit =
        new MessageRecord.Chunk(
            "transit:1", "m-1", 9, AT, ALICE, "Alice", null, "message/cpim", 0, BYTES, true, true);
    all.add(new Sample<>(MessageRecord.class, transit, "-transit"));
    add(all, MessageRecord.class, new MessageRecord.Aborted("rec-1", "m-1"));
    add(all, MessageRecord.class, new MessageRecord.TakenOver("rec-1", 8L << 32, AT, true));
    Class<HistoryCommand> root = HistoryCommand.class;
    add(all, root, new HistoryCommand.ConversationStarted("rec-1", AT, S, G, "lunch", ALICE));
    add(all, root, new HistoryCommand.ParticipantJoined("rec-1", AT, ALICE, "Alice"));
    add(all, root, new HistoryCommand.ParticipantLeft("rec-1", AT, ALICE));
    add(all, root, new HistoryCommand.ConversationEnded("rec-1", AT));
  }

  private static void xdm(List<Sample<?>> all) {
    Class<XdmCommand> root = XdmCommand.class;
    HistoryEntry.People people =
        new HistoryEntry.People(List.of(new HistoryEntry.Person(ALICE, "Alice \"A\"")), G, "Team");
    HistoryEntry session =
        new HistoryEntry(
            S, 48211L, AT, "lunch", AT, new HistoryEntry.Conference(AT, AT, "lunch", people));
    HistoryEntry message =
        new HistoryEntry(S, null, AT, null, AT, new HistoryEntry.Pager(AT, ALICE, people, ALICE));
    add(all, root, new MetadataCommand.PutEntry(MetadataList.CONVERSATIONS, ALICE, 2, session));
    all.add(
        new Sample<>(
            root,
            new MetadataCommand.PutEntry(MetadataList.DEFERRED, ALICE, 1, message),
            "-pager"));
    add(all, root, new MetadataCommand.RemoveEntry(MetadataList.DEFERRED, ALICE, 3, S));
    add(all, root, new UpstreamQuestion.ResolveGroup(AT, G));
    add(all, root, new UpstreamQuestion.ResolveUser(AT, ALICE));
  }
}
