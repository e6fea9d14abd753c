package org.parlour.xdm.command;

import org.parlour.contracts.xdm.UpstreamNotice;
import org.parlour.contracts.xdm.UpstreamQuestion;

/// Who knows where to ask for documents that are not here.
public interface UpstreamDesk {
  /// Nobody: who asks waits in vain.
  UpstreamDesk NONE =
      new UpstreamDesk() {
        @Override
        public void asked(UpstreamQuestion question) {}

        @Override
        public void noticed(UpstreamNotice notice) {}
      };

  /// Takes a question. Does not wait for the answer.
  void asked(UpstreamQuestion question);

  /// Takes a notice, and is sure to obey it when it returns. Blocks.
  void noticed(UpstreamNotice notice);
}
