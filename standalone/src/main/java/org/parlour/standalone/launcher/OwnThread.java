package org.parlour.standalone.launcher;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs something that takes seconds beside others of its kind.
final class OwnThread {
  private OwnThread() {}

  static CompletableFuture<@Nullable Void> run(String name, Runnable task) {
    return supply(
        name,
        () -> {
          task.run();
          return null;
        });
  }

  static <T extends @Nullable Object> CompletableFuture<T> supply(String name, Supplier<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .name(name)
        .daemon()
        .start(
            () -> {
              try {
                done.complete(task.get());
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    return done;
  }

  /// Completes with all of them, or fails with the first that fails.
  static CompletableFuture<@Nullable Void> allOrFirstFailure(
      List<CompletableFuture<@Nullable Void>> all) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    for (CompletableFuture<@Nullable Void> one : all) {
      one.whenComplete(
          (nothing, failure) -> {
            if (failure != null) {
              done.completeExceptionally(failure);
            } else if (all.stream().allMatch(CompletableFuture::isDone)) {
              done.complete(null);
            }
          });
    }
    return done;
  }
}
