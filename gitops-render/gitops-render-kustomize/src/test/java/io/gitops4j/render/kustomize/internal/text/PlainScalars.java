package io.gitops4j.render.kustomize.internal.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Plain scalars that are numbers, dates or words of some YAML, or nearly so; the same for the same seed. */
final class PlainScalars {
    private static final List<String> PIECES = List.of(
            ("0 1 7 8 9 00 _ + - . e E x X o O b B a f : T Z 0x 0b 0b- 0o 0o+ n N y inf .nan e+ e- E5 308 309 324 ~ null Null"
                            + " True FALSE yes Off on p P d i 1e 1_0 2001-12-14 2001-1-2 t 12:30:45 -05:00 18446744073709551615"
                            + " 9223372036854775808 9223372036854775807 9007199254740993 1.7976931348623157e")
                    .split(" "));
    /** JSON has none, so that kustomize fails. */
    private static final Set<String> NOT_FINITE = Set.of(".inf", "+.inf", "-.inf", ".nan");

    private PlainScalars() {}

    static List<String> of(long seed, int count) {
        Random random = new Random(seed);
        Set<String> scalars = new LinkedHashSet<>();
        while (scalars.size() < count) {
            StringBuilder scalar = new StringBuilder();
            for (int pieces = 1 + random.nextInt(5); pieces > 0; pieces--) {
                scalar.append(PIECES.get(random.nextInt(PIECES.size())));
                scalar.append(random.nextInt(12) == 0 ? " " : "");
            }
            String text = scalar.toString().strip();
            boolean indicators = text.matches("[-?:]( .*)?|.*:|.*: .*|---");
            if (!indicators && !NOT_FINITE.contains(text)) {
                scalars.add(text);
            }
        }
        return List.copyOf(scalars);
    }
}
