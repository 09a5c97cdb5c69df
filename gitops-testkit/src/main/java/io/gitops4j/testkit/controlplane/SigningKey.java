package io.gitops4j.testkit.controlplane;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * The key that signs service account tokens, as the JDK writes it: PKCS#8 and X.509. An EC key takes a few milliseconds to
 * make; the server reads its private half for signing only, so the public half needs a file of its own.
 */
final class SigningKey {
    static final String PRIVATE = "sa.key";
    static final String PUBLIC = "sa.pub";

    private SigningKey() {}

    static void write(Folder folder) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            folder.write(PRIVATE, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            folder.write(PUBLIC, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
