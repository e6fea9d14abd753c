package org.parlour.standalone.launcher;

/// Where the five services run.
interface ServiceHost extends AutoCloseable {
  /// Blocks until the service has started, or in a process of its own: until the process exists.
  ///
  /// @throws StartFailure when it did not
  void start(Service service, String[] arguments);

  /// Stops all services side by side.
  @Override
  void close();
}
