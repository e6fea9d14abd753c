package org.parlour.conference.state;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;

/// A fact. It carries the part of the state that it leaves behind, so that [Evolution] only has to
/// put it in its place.
public sealed interface Event {

  /// The leg is now so.
  sealed interface LegEvent extends Event {
    Leg leg();
  }

  /// The subscription is now so.
  sealed interface SubscriptionEvent extends Event {
    Subscription subscription();
  }

  /// A session was created, by an INVITE to F or the first one to G. Who was on the roster of an
  /// earlier one is forgotten.
  record SessionCreated(SessionHead session) implements Event {}

  /// The first invitee, or the first member, is in.
  record SessionActivated(SessionHead session) implements Event {}

  /// An invitee's failure was noted, a pseudonym given, a command numbered, the inviter answered.
  record SessionNoted(SessionHead session) implements Event {}

  /// It has another switch.
  record SessionMoved(SessionHead session) implements Event {}

  record SessionEnded(SessionHead session) implements Event {}

  /// Ids were given and the roster counted on.
  record CountersMoved(FocusHead head) implements Event {}

  /// It waits until more is known of the group, or came again while it waited.
  record RequestParked(ParkedRequest parked) implements Event {}

  record RequestReleased(TransactionId transaction) implements Event {}

  record DocumentStored(StoredDocument document) implements Event {}

  record DocumentRemoved() implements Event {}

  record RosterChanged(RosterUser user) implements Event {}

  record LegInvited(Leg leg) implements LegEvent {}

  record LegDialledIn(Leg leg) implements LegEvent {}

  /// A provisional response, ours or the invitee's.
  record LegProgressed(Leg leg) implements LegEvent {}

  record LegConnected(Leg leg) implements LegEvent {}

  record LegAcknowledged(Leg leg) implements LegEvent {}

  /// A new offer was taken, or the session timer restarted.
  record LegModified(Leg leg) implements LegEvent {}

  /// The MSRP connection broke, or is back.
  record LegMediaChanged(Leg leg) implements LegEvent {}

  /// CSeq, queue or outstanding request of its dialog moved.
  record LegSignalled(Leg leg) implements LegEvent {}

  /// Out of the session; its dialog is still to be closed.
  record LegLeft(Leg leg, DisconnectionMethod how) implements LegEvent {}

  /// Nothing more is to be done for it.
  record LegForgotten(String tag) implements Event {}

  record SubscriptionOpened(Subscription subscription) implements SubscriptionEvent {}

  record SubscriptionRefreshed(Subscription subscription) implements SubscriptionEvent {}

  record SubscriptionEnding(Subscription subscription) implements SubscriptionEvent {}

  /// A NOTIFY is queued, out, or answered.
  record SubscriptionSignalled(Subscription subscription) implements SubscriptionEvent {}

  record SubscriptionForgotten(String tag) implements Event {}

  record AnswerKept(RecentAnswer answer) implements Event {}

  record AnswerForgotten(String transaction) implements Event {}

  /// Something happened to the running session, or it has ended.
  record TimelineChanged(@Nullable Timeline timeline) implements Event {}

  record TimerSet(Timer timer) implements Event {}

  record TimerCleared(String name) implements Event {}

  /// About pager messages, of whatever aggregate.
  sealed interface PagerEvent extends Event {}

  /// It was answered with 202 and goes out.
  record PagerAccepted(PagerMessage message) implements PagerEvent {}

  record CopySent(PagerCopy copy, PagerProgress progress) implements PagerEvent {}

  /// @param status 408 for silence, 503 when the core could not be reached
  record CopyFinished(PagerCopy copy, int status, PagerProgress progress) implements PagerEvent {}

  /// Every copy has found its end, and the request will not come again.
  record PagerEnded(String message) implements PagerEvent {}

  /// Nothing is left; the next input finds an empty focus.
  record FocusForgotten() implements Event {}

  /// Clause 6.1.1.
  ///
  /// @param registration null when the user is deregistered
  record UserRegistered(@Nullable Registration registration, PartMap<Timer> timers)
      implements Event {}

  /// A subscription to documents is now so.
  record WatchChanged(DocumentWatch watch) implements Event {}

  record WatchForgotten(String tag) implements Event {}

  /// Our subscription to a document is now so.
  ///
  /// @param subscriber null when it is over
  record SubscriberChanged(@Nullable Subscriber subscriber) implements Event {}

  /// @param policy null when nothing is known of the user any more
  record PolicyChanged(@Nullable StoredPolicy policy) implements Event {}
}
