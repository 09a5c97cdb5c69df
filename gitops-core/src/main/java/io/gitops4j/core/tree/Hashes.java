package io.gitops4j.core.tree;

/** The arithmetic of {@link Node#hash()}: splitmix64's finaliser over a running value. */
final class Hashes {
    static final long OBJECT = 0x9e3779b97f4a7c15L;
    static final long ARRAY = 0xbf58476d1ce4e5b9L;
    static final long STRING = 0x94d049bb133111ebL;
    static final long NUMBER = 0xd6e8feb86659fd93L;
    static final long TRUE = 0xa0761d6478bd642fL;
    static final long FALSE = 0xe7037ed1a0b428dbL;
    static final long NULL = 0x8ebc6af09c88c6e3L;

    private Hashes() {}

    static long mix(long running, long next) {
        long z = running * 31 + next;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    static long of(String text) {
        long h = text.length();
        for (int i = 0; i < text.length(); i++) {
            h = h * 0x100000001b3L ^ text.charAt(i);
        }
        return h;
    }
}
