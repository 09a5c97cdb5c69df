package io.gitops4j.render.kustomize.internal.text;

import io.gitops4j.core.tree.Node;

/**
 * The order of keys in go-yaml v2 ({@code sorter.go}): digits compare as numbers, and what is no letter comes before
 * what is one. For numbers past 64 bits that is no order in the strict sense, so a sort must not rely on one.
 */
final class NaturalOrder {
    private NaturalOrder() {}

    /** The positions of the members in the order of their keys. */
    static int[] of(Node.Obj map) {
        int size = map.size();
        int[] order = new int[size];
        boolean sorted = true;
        for (int i = 0; i < size; i++) {
            order[i] = i;
            sorted &= i == 0 || compare(map.key(i - 1), map.key(i)) < 0;
        }
        return sorted ? order : sort(map, order);
    }

    /** A merge sort from the bottom up, which comes to an end whatever {@link #compare} says. */
    private static int[] sort(Node.Obj map, int[] order) {
        int[] from = order;
        int[] to = new int[order.length];
        for (int width = 1; width < order.length; width *= 2) {
            for (int start = 0; start < order.length; start += 2 * width) {
                merge(map, from, to, start, width);
            }
            int[] spare = from;
            from = to;
            to = spare;
        }
        return from;
    }

    private static void merge(Node.Obj map, int[] from, int[] to, int start, int width) {
        int middle = Math.min(start + width, from.length);
        int end = Math.min(middle + width, from.length);
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takesLeft =
                    right == end || left < middle && compare(map.key(from[left]), map.key(from[right])) <= 0;
            to[at] = from[takesLeft ? left++ : right++];
        }
    }

    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        int at = 0;
        while (at < length && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        if (at == length) {
            return a.length() - b.length();
        }
        if (at > 0 && Character.isLowSurrogate(a.charAt(at)) && Character.isHighSurrogate(a.charAt(at - 1))) {
            at--;
        }
        int left = a.codePointAt(at);
        int right = b.codePointAt(at);
        boolean leftLetter = Character.isLetter(left);
        boolean rightLetter = Character.isLetter(right);
        if (leftLetter && rightLetter) {
            return left - right;
        }
        if (leftLetter || rightLetter) {
            return rightLetter ? -1 : 1;
        }
        return numbers(a, b, at, left - right);
    }

    /** Compares the digits from {@code at} on, where the texts part; {@code otherwise} where they are as good as equal. */
    private static int numbers(String a, String b, int at, int otherwise) {
        // a zero inside a number counts for its place, one before it does not
        boolean inside = (a.charAt(at) == '0' || b.charAt(at) == '0') && followsNumber(a, at);
        long left = inside ? 1 : 0;
        int leftDigits = 0;
        for (int i = at;
                i < a.length() && Character.isDigit(a.codePointAt(i));
                i += Character.charCount(a.codePointAt(i))) {
            left = left * 10 + a.codePointAt(i) - '0';
            leftDigits++;
        }
        long right = inside ? 1 : 0;
        int rightDigits = 0;
        for (int i = at;
                i < b.length() && Character.isDigit(b.codePointAt(i));
                i += Character.charCount(b.codePointAt(i))) {
            right = right * 10 + b.codePointAt(i) - '0';
            rightDigits++;
        }
        if (left != right) {
            return left < right ? -1 : 1;
        }
        return leftDigits != rightDigits ? leftDigits - rightDigits : otherwise;
    }

    private static boolean followsNumber(String text, int at) {
        int before = at;
        while (before > 0 && Character.isDigit(text.codePointBefore(before))) {
            int digit = text.codePointBefore(before);
            if (digit != '0') {
                return true;
            }
            before -= Character.charCount(digit);
        }
        return false;
    }
}
