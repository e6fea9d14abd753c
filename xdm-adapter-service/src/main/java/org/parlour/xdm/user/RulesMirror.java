package org.parlour.xdm.user;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.Mirror;
import org.parlour.xdm.document.Publications;
import org.parlour.xdm.usage.ApplicationUsage;
import org.parlour.xdm.xml.XmlDocument;

/// Rules of users that another server keeps. What administrators say of a user here stays.
public final class RulesMirror implements Mirror {
  private final UserStore store;
  private final Publications<User, UserContent> publications;
  private final ImDomain domain;
  private final ApplicationUsage usage;

  RulesMirror(
      UserStore store,
      Publications<User, UserContent> publications,
      ImDomain domain,
      ApplicationUsage usage) {
    this.store = store;
    this.publications = publications;
    this.domain = domain;
    this.usage = usage;
  }

  /// Our own service identities are no users.
  @Override
  public boolean fits(ImAddress uri) {
    return !domain.owns(uri);
  }

  @Override
  public boolean isHere(ImAddress uri) {
    return rules(uri).isPresent();
  }

  private Optional<XmlDocument> rules(ImAddress uri) {
    return user(uri).flatMap(user -> Optional.ofNullable(user.content().rules()));
  }

  private Optional<User> user(ImAddress uri) {
    return store.find(uri).filter(user -> user.address().equals(uri.canonical()));
  }

  @Override
  public boolean take(ImAddress uri, XmlDocument document) {
    usage.check(document);
    if (rules(uri).filter(document::equals).isPresent()) {
      return false;
    }
    publications.change(uri, current -> content(current).with(document));
    return true;
  }

  /// A user of whom nothing else is said is nobody special any more.
  @Override
  public void drop(ImAddress uri) {
    if (isHere(uri)) {
      publications.change(
          uri,
          current -> {
            boolean plain = content(current).subscription().equals(Subscription.PLAIN);
            return plain ? null : content(current).with(null);
          });
    }
  }

  /// Nobody waits for the news that there is nothing.
  @Override
  public void tell(ImAddress uri) {
    if (user(uri).isPresent()) {
      publications.change(uri, current -> current == null ? null : current.content());
    }
  }

  private static UserContent content(@Nullable User current) {
    return current == null ? UserContent.PLAIN : current.content();
  }
}
