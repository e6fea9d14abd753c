package org.parlour.xdm.watch;

import org.parlour.contracts.xdm.DocumentForgotten;
import org.parlour.contracts.xdm.DocumentsQuestion;

/// Takes questions about what documents there are. Thread-safe; blocks.
public interface DocumentQuestions {
  /// Notes a question, to be answered behind the changes that were stored before; one that waits
  /// already is not noted again. From then on the user is told of changes of the documents outside
  /// of its own tree that the question names.
  void asked(DocumentsQuestion question);

  /// Notes that a user is told of changes of a document no more.
  void forgotten(DocumentForgotten forgotten);
}
