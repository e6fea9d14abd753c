package org.parlour.history.ingest;

import org.parlour.support.messaging.RecordHandler.RetryLater;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/// Tells what is the record's fault from what is the database's. Only a value that PostgreSQL
/// refuses makes a record poison; whatever else goes wrong there may be better later, and nothing
/// is lost.
final class Away {
  private Away() {}

  static void unlessReachable(Runnable work) throws RetryLater {
    try {
      work.run();
    } catch (DataIntegrityViolationException e) {
      throw e;
    } catch (DataAccessException | TransactionException e) {
      throw new RetryLater("PostgreSQL: " + e.getMessage(), e);
    }
  }
}
