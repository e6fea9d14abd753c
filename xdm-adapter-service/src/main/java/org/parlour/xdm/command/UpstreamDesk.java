package org.parlour.xdm.command;

import org.parlour.contracts.xdm.UpstreamQuestion;

/// Who knows where to ask for documents that are not here.
@FunctionalInterface
public interface UpstreamDesk {
  /// Nobody: who asks waits in vain.
  UpstreamDesk NONE = _ -> {};

  /// Takes a question. Does not wait for the answer.
  void asked(UpstreamQuestion question);
}
