package org.parlour.xdm.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.Actor;
import org.parlour.xdm.document.Precondition;
import org.parlour.xdm.tree.XcapDocuments;
import org.parlour.xdm.tree.XcapDocuments.Found;
import org.parlour.xdm.tree.XcapDocuments.Written;
import org.parlour.xdm.tree.XcapRequest;
import org.parlour.xdm.xcap.Suspicion;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapRefused;
import org.parlour.xdm.xcap.XcapRefused.Reason;
import org.parlour.xdm.xcap.XcapUri;
import org.parlour.xdm.xcap.XcapUriException;

/// The XCAP root. A servlet, since the paths below it mean something else than those of other
/// interfaces: they are decoded here and nowhere else.
final class XcapServlet extends HttpServlet {
  static final String ROOT = "/xcap-root";

  /// A change of one resource changes others, of which caches know nothing (RFC 4825 §9): clients
  /// may keep what they got, and ask with its ETag whether it still holds.
  private static final String CACHING = "private, no-cache";

  private static final long serialVersionUID = 1L;

  private final transient XcapDocuments documents;
  private final transient Login login;
  private final transient XcapAnswers answers;
  private final transient Suspicions suspicions;
  private final int maxBytes;
  private final @Nullable String publicRoot;

  /// @param maxBytes of a body
  /// @param publicRoot the root as clients know it; null: as they ask
  XcapServlet(
      XcapDocuments documents,
      Login login,
      XcapAnswers answers,
      Suspicions suspicions,
      int maxBytes,
      @Nullable String publicRoot) {
    this.documents = documents;
    this.login = login;
    this.answers = answers;
    this.suspicions = suspicions;
    this.maxBytes = maxBytes;
    this.publicRoot = publicRoot;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", CACHING);
    try {
      switch (request.getMethod()) {
        case "GET", "HEAD" -> get(request, response);
        case "PUT" -> put(request, response);
        case "DELETE" -> delete(request, response);
        default -> answers.unknownMethod(response);
      }
    } catch (XcapConflictException e) {
      tell(e.suspicion(), request);
      answers.conflict(response, e.error());
    } catch (XcapRefused e) {
      tell(e.suspicion(), request);
      answers.refused(response, e, login.challenges());
    } catch (RuntimeException e) {
      answers.failed(response, e);
    }
  }

  private void tell(@Nullable Suspicion suspicion, HttpServletRequest request) {
    if (suspicion != null) {
      @Nullable ImAddress user =
          suspicion == Suspicion.GUESSES ? null : login.user(request).orElse(null);
      suspicions.tell(suspicion, request.getRemoteAddr(), user);
    }
  }

  private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Found found = documents.get(asked(request));
    Precondition condition = Conditions.of(request);
    boolean holds = condition.holds(found.version());
    if (!holds && (condition instanceof Precondition.OneOf)) {
      throw new XcapRefused(Reason.PRECONDITION_FAILED, "document: has another ETag");
    }
    response.setHeader("ETag", Conditions.etag(found.version()));
    if (!holds) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(found.mediaType());
    response.setContentLength(found.body().length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(found.body());
    }
  }

  private void put(HttpServletRequest request, HttpServletResponse response) {
    XcapRequest asked = asked(request);
    @Nullable String type = mediaType(request);
    byte[] body = body(request);
    Written written =
        Actor.as(actor(asked), () -> documents.put(asked, Conditions.of(request), type, body));
    response.setHeader("ETag", Conditions.etag(written.version()));
    response.setStatus(
        written.created() ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_OK);
    response.setContentLength(0);
  }

  private void delete(HttpServletRequest request, HttpServletResponse response) {
    XcapRequest asked = asked(request);
    long version = Actor.as(actor(asked), () -> documents.delete(asked, Conditions.of(request)));
    response.setHeader("ETag", Conditions.etag(version));
    response.setContentLength(0);
  }

  private XcapRequest asked(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (!path.startsWith(ROOT + "/")) {
      throw new XcapRefused(Reason.NOT_FOUND, "document: none at the XCAP root");
    }
    XcapUri uri;
    try {
      uri = XcapUri.parse(path.substring(ROOT.length() + 1), request.getQueryString());
    } catch (XcapUriException e) {
      throw new XcapRefused(
          e.isDocumentless() ? Reason.NOT_FOUND : Reason.MALFORMED_URI,
          String.valueOf(e.getMessage()),
          e.suspicion(),
          e);
    }
    @Nullable ImAddress user = login.user(request).orElse(null);
    if (user == null && request.getHeader("Authorization") != null) {
      throw new XcapRefused(Reason.UNAUTHENTICATED, "user: not known by these credentials");
    }
    return new XcapRequest(uri, root(request), user);
  }

  private static String actor(XcapRequest asked) {
    return asked.user() == null ? "nobody" : asked.user().toString();
  }

  private String root(HttpServletRequest request) {
    if (publicRoot != null) {
      return publicRoot;
    }
    String url = request.getRequestURL().toString();
    return url.substring(0, url.length() - request.getRequestURI().length()) + ROOT;
  }

  /// Null when there is none that can be read.
  private static @Nullable String mediaType(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null || request.getHeader("Content-Encoding") != null) {
      return null;
    }
    int semicolon = type.indexOf(';');
    String bare = semicolon < 0 ? type : type.substring(0, semicolon);
    return bare.strip().toLowerCase(Locale.ROOT);
  }

  private byte[] body(HttpServletRequest request) {
    long length = request.getContentLengthLong();
    if (length <= maxBytes) {
      byte[] body = read(request);
      if (length >= 0 && body.length != length) {
        throw incomplete(null);
      }
      if (body.length <= maxBytes) {
        return body;
      }
    }
    throw new XcapRefused(Reason.TOO_LARGE, "body: too long (expected: <= " + maxBytes + ")");
  }

  private byte[] read(HttpServletRequest request) {
    try {
      return request.getInputStream().readNBytes(maxBytes + 1);
    } catch (IOException e) {
      // The container has answered 400, or 408 when it waited in vain; as it stands there, the
      // exception would make a 500 of that.
      request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
      throw incomplete(e);
    }
  }

  private static XcapRefused incomplete(@Nullable IOException cause) {
    return new XcapRefused(
        Reason.INCOMPLETE_BODY, "body: ends early (expected: the length that was said)", cause);
  }
}
