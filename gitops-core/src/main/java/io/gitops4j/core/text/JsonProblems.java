package io.gitops4j.core.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a JSON text, without the words of Jackson, which quote the text. */
final class JsonProblems {
    /** Jackson shows a single character here, which gives no secret away. */
    private static final Pattern CHARACTER =
            Pattern.compile("^(?:Unexpected|Illegal) character \\((.{1,40}?\\))\\)(.*)");

    private JsonProblems() {}

    static String explain(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith("Unexpected end-of-input") || message.startsWith("Unexpected close marker")) {
            return "the JSON ends too early or closes the wrong bracket; check that every { [ and \" has its partner";
        }
        if (message.startsWith("Illegal unquoted character")) {
            return "a control character stands unescaped in a JSON string; write it as an escape such as \\n or \\t";
        }
        if (message.startsWith("Unrecognized character escape")) {
            return "a backslash starts an escape that JSON does not know; write \\\\ for a backslash";
        }
        if (message.startsWith("Invalid numeric value")) {
            return "the number is not written as JSON allows, such as with a leading zero; quote it if it is a text";
        }
        if (message.startsWith("Unrecognized token")) {
            return "a word that is not true, false or null stands unquoted in the JSON; quote it";
        }
        Matcher matcher = CHARACTER.matcher(message);
        return matcher.find()
                ? "the JSON has an unexpected character (" + matcher.group(1) + "); " + expected(matcher.group(2))
                : "the text is no JSON (RFC 8259) from here on; check quotes, commas and brackets";
    }

    private static String expected(String rest) {
        if (rest.contains("double-quote to start field name")) {
            return "a key in double quotes was expected";
        }
        if (rest.contains("comma")) {
            return "a comma or a closing bracket was expected";
        }
        return rest.contains("colon") ? "a colon was expected" : "a value was expected";
    }
}
