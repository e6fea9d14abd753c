package org.parlour.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.xcapdiff.XcapDiff;
import org.parlour.protocol.xcapdiff.XcapDiffReader;

/// A subscription to changes of one's documents (RFC 5875), kept alive until it is closed. What
/// comes becomes [ClientEvent.DocumentsChanged]; the first one says what there is. Thread: any.
public final class DocumentSubscription implements AutoCloseable {
  /// Of the IM domain.
  private static final String SERVICE = "xcap-diff";

  private final ClientContext context;
  private final Usage usage;

  /// @param uris XCAP URIs of documents and collections, relative to the root
  /// @param aggregate several changes of a document may be told as one
  DocumentSubscription(ClientContext context, List<String> uris, boolean aggregate) {
    this.context = context;
    this.usage = new Usage(uris, aggregate);
  }

  CompletableFuture<Void> start() {
    return context.onLoop(usage::start);
  }

  /// Unsubscribes, without waiting for the answer.
  @Override
  public void close() {
    context.loop().execute(usage::stop);
  }

  private final class Usage extends EventSubscription {
    private Usage(List<String> uris, boolean aggregate) {
      super(
          context,
          ImAddress.sip(SERVICE, context.options().factory().host()).toString(),
          aggregate ? "xcap-diff;diff-processing=aggregate" : "xcap-diff",
          XcapDiff.CONTENT_TYPE,
          BodyPart.of(ResourceLists.CONTENT_TYPE, ResourceLists.writeUris(uris)));
    }

    @Override
    void begun() {}

    @Override
    void received(byte[] document) throws MalformedBodyException {
      context.emit(
          new ClientEvent.DocumentsChanged(
              DocumentSubscription.this, XcapDiffReader.read(document)));
    }

    @Override
    void lost(String reason) {
      context.emit(new ClientEvent.DocumentSubscriptionEnded(DocumentSubscription.this, reason));
    }
  }
}
