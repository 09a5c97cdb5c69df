import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums the Surefire reports under the current folder; exits with 1 if a test failed or was skipped, or if there is none: our
 * adapters offer all that the contracts ask for.
 */
final class CountTests {
    public static void main(String[] args) throws Exception {
        int passed = 0;
        int failed = 0;
        int skipped = 0;
        for (Path report : reports()) {
            NodeList tests = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(Files.readAllBytes(report)))
                    .getElementsByTagName("testcase");
            for (int i = 0; i < tests.getLength(); i++) {
                Element test = (Element) tests.item(i);
                String name = test.getAttribute("classname") + "." + test.getAttribute("name") + " (" + report + ")";
                if (has(test, "failure") || has(test, "error")) {
                    failed++;
                    System.out.println("FAILED " + name);
                } else if (has(test, "skipped")) {
                    skipped++;
                    Element why = (Element) test.getElementsByTagName("skipped").item(0);
                    String reason = why.getAttribute("message") + why.getTextContent().strip();
                    System.out.println("SKIPPED " + name + ": " + reason.lines().findFirst().orElse("no reason given"));
                } else {
                    passed++;
                }
            }
        }
        System.out.println(passed + " passed, " + failed + " failed, " + skipped + " skipped");
        System.exit(failed == 0 && skipped == 0 && passed > 0 ? 0 : 1);
    }

    private static List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("."))) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .filter(file -> file.toString().replace('\\', '/').matches(".*/target/surefire-reports(-25)?/[^/]*"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }
}
