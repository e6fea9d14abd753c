package org.parlour.mswitch.switching;

import org.parlour.contracts.media.SwitchCommand;

/// In which order the commands of a session count: by epoch, then by sequence.
public final class CommandOrder {
  /// What to do with a command.
  public enum Turn {
    APPLY,
    /// It was applied already, or belongs to an earlier assignment.
    IGNORE,
    /// Something before it is missing: everything is asked for again.
    ASK,
    /// The session was assigned to an earlier incarnation of this switch.
    FOREIGN
  }

  private CommandOrder() {}

  /// About a command for a session that is not there.
  public static Turn ofUnknown(SwitchCommand command, long incarnation) {
    return switch (command) {
      case SwitchCommand.OpenSession open ->
          open.incarnation() == incarnation ? Turn.APPLY : Turn.FOREIGN;
      case SwitchCommand.CloseSession _, SwitchCommand.HandOver _ -> Turn.IGNORE;
      case SwitchCommand.AddLeg _,
          SwitchCommand.UpdateLeg _,
          SwitchCommand.RemoveLeg _,
          SwitchCommand.NicknameDecision _,
          SwitchCommand.SystemMessage _ ->
          Turn.ASK;
    };
  }

  /// About a command for a session at `epoch`, whose last applied command was `sequence`.
  public static Turn of(SwitchCommand command, long epoch, long sequence, long incarnation) {
    if (command.epoch() < epoch || (command.epoch() == epoch && command.sequence() <= sequence)) {
      return Turn.IGNORE;
    }
    if (command instanceof SwitchCommand.OpenSession open) {
      return open.incarnation() == incarnation ? Turn.APPLY : Turn.FOREIGN;
    }
    return command.epoch() == epoch && command.sequence() == sequence + 1 ? Turn.APPLY : Turn.ASK;
  }
}
