package org.parlour.mswitch.handler;

/// The entries of a connection's pipeline, in wire order.
public final class HandlerNames {
  /// TLS and WSS only.
  public static final String TLS = "tls";

  /// WS and WSS only, like the next four: the first two are gone after the handshake.
  public static final String HTTP = "http";

  public static final String HTTP_BODY = "http-body";
  public static final String WEB_SOCKET_DOOR = "websocket-door";
  public static final String WEB_SOCKET = "websocket";
  public static final String WEB_SOCKET_FRAMES = "websocket-frames";
  public static final String DECODER = "msrp-decoder";
  public static final String LEG_ROUTER = "leg-router";
  public static final String FAILURES = "failures";

  private HandlerNames() {}
}
