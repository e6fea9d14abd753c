package org.parlour.xdm.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Lets through to the XCAP servlet what paths elsewhere must not hold: attribute values in node
/// selectors hold slashes, semicolons and percent signs, and a path that leads elsewhere is refused
/// there as XCAP says. Whether a request goes there is asked of the container, which normalised the
/// path, and not of the path.
final class XcapFirewall implements HttpFirewall {
  private final StrictHttpFirewall strict = new StrictHttpFirewall();

  static boolean isXcap(HttpServletRequest request) {
    return XcapServlet.ROOT.equals(request.getServletPath());
  }

  @Override
  public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
    return isXcap(request) ? new Open(request) : strict.getFirewalledRequest(request);
  }

  @Override
  public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
    return strict.getFirewalledResponse(response);
  }

  /// A request as it came.
  private static final class Open extends FirewalledRequest {
    Open(HttpServletRequest request) {
      super(request);
    }

    @Override
    public void reset() {}
  }
}
