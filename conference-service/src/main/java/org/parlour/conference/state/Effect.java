package org.parlour.conference.state;

import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.xdm.XdmCommand;

/// What the shell must do.
public sealed interface Effect {
  /// Any edge may do it.
  record ToAnyEdge(EdgeInstruction instruction) implements Effect {}

  /// The edge with this ordinal holds the transaction.
  record ToEdge(int ordinal, EdgeInstruction instruction) implements Effect {}

  record ToSwitch(int ordinal, SwitchCommand command) implements Effect {}

  /// A copy of what was said, for the archive.
  record ToMessages(MessageRecord record) implements Effect {}

  record ToHistory(HistoryCommand command) implements Effect {}

  record ToXdm(XdmCommand command) implements Effect {}

  /// What holds for a user, for every instance to know.
  record ToEverybody(UserPolicy policy) implements Effect {}

  /// An input for another aggregate, behind all that it has been given.
  record ToAggregate(AggregateKey key, SignallingInput input) implements Effect {}
}
