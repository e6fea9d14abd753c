package org.parlour.xdm.watch;

import org.parlour.contracts.xdm.DocumentsQuestion;

/// Takes questions about what documents there are. Thread-safe; blocks.
@FunctionalInterface
public interface DocumentQuestions {
  /// Notes a question, to be answered behind the changes that were stored before; one that waits
  /// already is not noted again.
  void asked(DocumentsQuestion question);
}
