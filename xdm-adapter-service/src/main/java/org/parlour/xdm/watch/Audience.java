package org.parlour.xdm.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupPlace;
import org.parlour.xdm.tree.DocumentHome;
import org.parlour.xdm.tree.XcapDocuments;
import org.parlour.xdm.watch.DocumentNews.Change;
import org.parlour.xdm.watch.DocumentNews.News;

/// Who is told of changes besides the owners of the trees: whoever asked about the documents. Who
/// may not read a document, as it is now, is told that there is none. Lives for one batch.
final class Audience {
  private final XcapDocuments documents;
  private final Map<String, List<ImAddress>> watchers;
  private final Map<ImAddress, Set<ImAddress>> members = new HashMap<>();

  /// @param news all that [#of] will be asked about
  Audience(XcapDocuments documents, Interests interests, List<News> news) {
    this.documents = documents;
    Set<String> paths = new HashSet<>();
    for (News one : news) {
      if (one instanceof Change change) {
        paths.add(change.path());
        if (change.group() != null) {
          paths.add(GroupPlace.ofMembers(change.group()).path());
        }
      }
    }
    this.watchers = paths.isEmpty() ? Map.of() : interests.in(paths);
  }

  List<DocumentChanged> of(Change change) {
    List<DocumentChanged> told = new ArrayList<>();
    tell(change, change.path(), documents::isServer, told);
    ImAddress group = change.group();
    if (group != null) {
      tell(change, GroupPlace.ofMembers(group).path(), user -> maySee(user, group), told);
    }
    return told;
  }

  private void tell(
      Change change, String path, Predicate<ImAddress> readers, List<DocumentChanged> told) {
    for (ImAddress watcher : watchers.getOrDefault(path, List.of())) {
      String etag = readers.test(watcher) ? change.etag() : null;
      told.add(new DocumentChanged(change.at(), watcher, path, change.version(), etag, true));
    }
  }

  private boolean maySee(ImAddress user, ImAddress group) {
    return documents.isServer(user) || members.computeIfAbsent(group, this::readers).contains(user);
  }

  private Set<ImAddress> readers(ImAddress group) {
    return documents
        .shown(GroupPlace.ofMembers(group))
        .map(DocumentHome.Shown::readers)
        .orElse(Set.of());
  }
}
