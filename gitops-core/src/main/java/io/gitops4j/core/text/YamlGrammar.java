package io.gitops4j.core.text;

import io.gitops4j.core.GitOpsException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns tokens into events: the grammar of YAML 1.1 as a machine of states with a stack, as in {@code
 * go.yaml.in/yaml/v2} 2.4.2, {@code parserc.go}. No recursion, so that nesting costs no stack.
 */
final class YamlGrammar implements YamlEvents {
    private static final Map<String, String> HANDLES = Map.of("!", "!", "!!", "tag:yaml.org,2002:");

    private enum State {
        FIRST_DOCUMENT,
        DOCUMENT,
        DOCUMENT_CONTENT,
        DOCUMENT_END,
        BLOCK_NODE,
        BLOCK_ITEM,
        INDENTLESS_ITEM,
        BLOCK_KEY,
        BLOCK_VALUE,
        FLOW_FIRST_ITEM,
        FLOW_ITEM,
        FLOW_PAIR_KEY,
        FLOW_PAIR_VALUE,
        FLOW_PAIR_END,
        FLOW_FIRST_KEY,
        FLOW_KEY,
        FLOW_VALUE,
        FLOW_EMPTY_VALUE
    }

    private final SourceText source;
    private final YamlScanner scanner;
    private final TokenQueue tokens;
    private final Map<String, String> handles = new HashMap<>();

    private State state = State.FIRST_DOCUMENT;
    private int depth;
    private State[] stack = new State[32];

    private int index;
    private @Nullable String anchor;
    private @Nullable String tag;
    private String value = "";
    private boolean plain;
    private boolean leftOut;
    private boolean folded;

    YamlGrammar(SourceText source) {
        this.source = source;
        this.scanner = new YamlScanner(source);
        this.tokens = scanner.tokens;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public @Nullable String anchor() {
        return anchor;
    }

    @Override
    public @Nullable String tag() {
        return tag;
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public boolean plain() {
        return plain;
    }

    @Override
    public boolean leftOut() {
        return leftOut;
    }

    @Override
    public boolean folded() {
        return folded;
    }

    @Override
    public Event next() {
        leftOut = false;
        folded = false;
        anchor = null;
        tag = null;
        return switch (state) {
            case FIRST_DOCUMENT -> document(true);
            case DOCUMENT -> document(false);
            case DOCUMENT_CONTENT -> documentContent();
            case DOCUMENT_END -> documentEnd();
            case BLOCK_NODE -> node(true, false);
            case BLOCK_ITEM -> blockItem();
            case INDENTLESS_ITEM -> indentlessItem();
            case BLOCK_KEY -> blockKey();
            case BLOCK_VALUE -> blockValue();
            case FLOW_FIRST_ITEM -> flowItem(true);
            case FLOW_ITEM -> flowItem(false);
            case FLOW_PAIR_KEY -> flowPairKey();
            case FLOW_PAIR_VALUE -> flowPairValue();
            case FLOW_PAIR_END -> flowPairEnd();
            case FLOW_FIRST_KEY -> flowKey(true);
            case FLOW_KEY -> flowKey(false);
            case FLOW_VALUE -> flowValue();
            case FLOW_EMPTY_VALUE -> {
                scanner.peek();
                yield empty(State.FLOW_KEY, tokens.start());
            }
        };
    }

    private void push(State after) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth++] = after;
    }

    private State pop() {
        return stack[--depth];
    }

    private Event at(Event event, int start) {
        index = start;
        return event;
    }

    /** Takes the token that is next and gives the event at its place. */
    private Event take(Event event) {
        index = tokens.start();
        scanner.skip();
        return event;
    }

    private Event empty(State after, int start) {
        state = after;
        leftOut = after.compareTo(State.FLOW_FIRST_ITEM) >= 0;
        value = "";
        plain = true;
        return at(Event.SCALAR, start);
    }

    private Event document(boolean first) {
        Token token = scanner.peek();
        while (!first && token == Token.DOCUMENT_END) {
            scanner.skip();
            token = scanner.peek();
        }
        if (token == Token.STREAM_END) {
            return at(Event.STREAM_END, tokens.start());
        }
        boolean marked = token == Token.VERSION || token == Token.TAG_DIRECTIVE || token == Token.DOCUMENT_START;
        int start = tokens.start();
        handles.clear();
        handles.putAll(HANDLES);
        push(State.DOCUMENT_END);
        if (first && !marked) {
            state = State.BLOCK_NODE;
            return at(Event.DOCUMENT_START, start);
        }
        directives();
        if (scanner.peek() != Token.DOCUMENT_START) {
            throw source.invalid(
                    0,
                    tokens.start(),
                    null,
                    "the document ended before this; put --- before the next one, or check the indentation");
        }
        scanner.skip();
        state = State.DOCUMENT_CONTENT;
        return at(Event.DOCUMENT_START, start);
    }

    private void directives() {
        boolean version = false;
        Map<String, String> own = new HashMap<>();
        for (Token token = scanner.peek();
                token == Token.VERSION || token == Token.TAG_DIRECTIVE;
                token = scanner.peek()) {
            boolean twice = token == Token.VERSION ? version : own.put(tokens.value(), tokens.suffix()) != null;
            if (twice) {
                throw source.invalid(0, tokens.start(), null, "the same directive is given twice; keep one");
            }
            version |= token == Token.VERSION;
            scanner.skip();
        }
        handles.putAll(own);
    }

    private Event documentContent() {
        switch (scanner.peek()) {
            case VERSION, TAG_DIRECTIVE, DOCUMENT_START, DOCUMENT_END, STREAM_END -> {
                return empty(pop(), tokens.start());
            }
            default -> {
                return node(true, false);
            }
        }
    }

    private Event documentEnd() {
        Token token = scanner.peek();
        state = State.DOCUMENT;
        return token == Token.DOCUMENT_END ? take(Event.DOCUMENT_END) : at(Event.DOCUMENT_END, tokens.start());
    }

    private Event node(boolean block, boolean indentless) {
        Token token = scanner.peek();
        int start = tokens.start();
        if (token == Token.ALIAS) {
            state = pop();
            anchor = tokens.value();
            return take(Event.ALIAS);
        }
        if (token == Token.ANCHOR || token == Token.TAG) {
            property(token);
            Token second = scanner.peek();
            if (second != token && (second == Token.ANCHOR || second == Token.TAG)) {
                property(second);
            }
            token = scanner.peek();
        }
        if (token == Token.PLAIN || token == Token.QUOTED || token == Token.FOLDED) {
            state = pop();
            folded = token == Token.FOLDED;
            value = tokens.value();
            plain = tag == null ? token == Token.PLAIN : tag.equals("!");
            scanner.skip();
            return at(Event.SCALAR, start);
        }
        return collection(token, start, block, indentless);
    }

    private void property(Token token) {
        if (token == Token.ANCHOR) {
            anchor = tokens.value();
        } else if (tokens.value().isEmpty()) {
            tag = tokens.suffix();
        } else {
            String prefix = handles.get(tokens.value());
            if (prefix == null) {
                throw source.invalid(
                        0, tokens.start(), null, "the tag's handle is not declared; quote the text if it is no tag");
            }
            tag = prefix + tokens.suffix();
        }
        scanner.skip();
    }

    private Event collection(Token token, int start, boolean block, boolean indentless) {
        if (indentless && token == Token.BLOCK_ENTRY) {
            state = State.INDENTLESS_ITEM;
            return at(Event.SEQUENCE_START, start);
        }
        if (token == Token.FLOW_SEQUENCE_START || block && token == Token.BLOCK_SEQUENCE_START) {
            state = token == Token.FLOW_SEQUENCE_START ? State.FLOW_FIRST_ITEM : State.BLOCK_ITEM;
            scanner.skip();
            return at(Event.SEQUENCE_START, start);
        }
        if (token == Token.FLOW_MAPPING_START || block && token == Token.BLOCK_MAPPING_START) {
            state = token == Token.FLOW_MAPPING_START ? State.FLOW_FIRST_KEY : State.BLOCK_KEY;
            scanner.skip();
            return at(Event.MAPPING_START, start);
        }
        if (anchor != null || tag != null) {
            empty(pop(), start);
            plain = tag == null;
            return Event.SCALAR;
        }
        throw expected("a value was expected here");
    }

    private GitOpsException expected(String what) {
        return source.invalid(0, tokens.start(), null, what + "; check the indentation, brackets and quotes");
    }

    private Event blockItem() {
        Token token = scanner.peek();
        if (token == Token.BLOCK_END) {
            state = pop();
            return take(Event.SEQUENCE_END);
        }
        if (token != Token.BLOCK_ENTRY) {
            throw expected("the next item of the list, or its end, was expected here");
        }
        int after = tokens.start() + 1;
        scanner.skip();
        token = scanner.peek();
        if (token == Token.BLOCK_ENTRY || token == Token.BLOCK_END) {
            return empty(State.BLOCK_ITEM, after);
        }
        push(State.BLOCK_ITEM);
        return node(true, false);
    }

    private Event indentlessItem() {
        if (scanner.peek() != Token.BLOCK_ENTRY) {
            state = pop();
            return at(Event.SEQUENCE_END, tokens.start());
        }
        int after = tokens.start() + 1;
        scanner.skip();
        Token token = scanner.peek();
        if (token == Token.BLOCK_ENTRY || endsBlockEntry(token)) {
            return empty(State.INDENTLESS_ITEM, after);
        }
        push(State.INDENTLESS_ITEM);
        return node(true, false);
    }

    private static boolean endsBlockEntry(Token token) {
        return token == Token.KEY || token == Token.VALUE || token == Token.BLOCK_END;
    }

    private Event blockKey() {
        Token token = scanner.peek();
        if (token == Token.BLOCK_END) {
            state = pop();
            return take(Event.MAPPING_END);
        }
        if (token != Token.KEY) {
            throw expected("the next key of the map, or its end, was expected here");
        }
        int after = tokens.start() + 1;
        scanner.skip();
        if (endsBlockEntry(scanner.peek())) {
            return empty(State.BLOCK_VALUE, after);
        }
        push(State.BLOCK_VALUE);
        return node(true, true);
    }

    private Event blockValue() {
        if (scanner.peek() != Token.VALUE) {
            return empty(State.BLOCK_KEY, tokens.start());
        }
        int after = tokens.start() + 1;
        scanner.skip();
        if (endsBlockEntry(scanner.peek())) {
            return empty(State.BLOCK_KEY, after);
        }
        push(State.BLOCK_KEY);
        return node(true, true);
    }

    private Event flowItem(boolean first) {
        Token token = first ? scanner.peek() : afterComma(Token.FLOW_SEQUENCE_END, "a comma or ] was expected here");
        if (token == Token.FLOW_SEQUENCE_END) {
            state = pop();
            return take(Event.SEQUENCE_END);
        }
        if (token == Token.KEY) {
            state = State.FLOW_PAIR_KEY;
            return take(Event.MAPPING_START);
        }
        push(State.FLOW_ITEM);
        return node(false, false);
    }

    private Token afterComma(Token end, String expected) {
        Token token = scanner.peek();
        if (token == Token.FLOW_ENTRY) {
            scanner.skip();
            return scanner.peek();
        }
        if (token != end) {
            throw expected(expected);
        }
        return token;
    }

    private Event flowPairKey() {
        Token token = scanner.peek();
        if (token == Token.VALUE || token == Token.FLOW_ENTRY || token == Token.FLOW_SEQUENCE_END) {
            int after = tokens.start() + 1;
            scanner.skip();
            return empty(State.FLOW_PAIR_VALUE, after);
        }
        push(State.FLOW_PAIR_VALUE);
        return node(false, false);
    }

    private Event flowPairValue() {
        if (scanner.peek() == Token.VALUE) {
            scanner.skip();
            Token token = scanner.peek();
            if (token != Token.FLOW_ENTRY && token != Token.FLOW_SEQUENCE_END) {
                push(State.FLOW_PAIR_END);
                return node(false, false);
            }
        }
        return empty(State.FLOW_PAIR_END, tokens.start());
    }

    private Event flowPairEnd() {
        scanner.peek();
        state = State.FLOW_ITEM;
        return at(Event.MAPPING_END, tokens.start());
    }

    private Event flowKey(boolean first) {
        Token token = first ? scanner.peek() : afterComma(Token.FLOW_MAPPING_END, "a comma or } was expected here");
        if (token == Token.FLOW_MAPPING_END) {
            state = pop();
            return take(Event.MAPPING_END);
        }
        if (token != Token.KEY) {
            push(State.FLOW_EMPTY_VALUE);
            return node(false, false);
        }
        scanner.skip();
        if (endsFlowPair(scanner.peek())) {
            return empty(State.FLOW_VALUE, tokens.start());
        }
        push(State.FLOW_VALUE);
        return node(false, false);
    }

    private static boolean endsFlowPair(Token token) {
        return token == Token.VALUE || token == Token.FLOW_ENTRY || token == Token.FLOW_MAPPING_END;
    }

    private Event flowValue() {
        if (scanner.peek() == Token.VALUE) {
            scanner.skip();
            Token token = scanner.peek();
            if (token != Token.FLOW_ENTRY && token != Token.FLOW_MAPPING_END) {
                push(State.FLOW_KEY);
                return node(false, false);
            }
        }
        return empty(State.FLOW_KEY, tokens.start());
    }
}
