package org.parlour.edge.config;

import org.parlour.contracts.routing.ClusterSecret;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The secret that all edges share: from it come the tokens of session identities.
///
/// @param secret at least 16 octets; there is no default
/// @param generation 0 to 255, changed together with the secret
@ConfigurationProperties("im.cluster")
record ClusterProperties(@DefaultValue("") SecretText secret, @DefaultValue("0") int generation) {
  /// @throws IllegalArgumentException when it is too short
  ClusterSecret clusterSecret() {
    return new ClusterSecret(generation, secret.bytes());
  }
}
