package io.gitops4j.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules of the house that a compiler cannot see. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.gitops4j.core";

    /** Ground floor first; "" is the root package. A package sees itself and those before it. */
    private static final List<String> FLOORS = List.of(
            "",
            "tree",
            "text",
            "pattern",
            "schema",
            "merge",
            "resource",
            "source",
            "ignore",
            "diff",
            "health",
            "application",
            "plan",
            "run",
            "render",
            "secret",
            "cluster",
            "event",
            "state",
            "view",
            "reconcile");

    /** Values in, values out. {@code source} is not among them: a folder is a source. */
    private static final List<String> PURE = List.of(
            "tree",
            "text",
            "pattern",
            "schema",
            "merge",
            "resource",
            "source",
            "ignore",
            "diff",
            "health",
            "application",
            "plan",
            "run");

    /** What java.io has for text and bytes in memory; the streams of files and of the console are not here. */
    private static final Set<String> IN_MEMORY_IO = Set.of(
            "java.io.BufferedReader",
            "java.io.ByteArrayInputStream",
            "java.io.ByteArrayOutputStream",
            "java.io.Closeable",
            "java.io.EOFException",
            "java.io.Flushable",
            "java.io.IOException",
            "java.io.InputStream",
            "java.io.InputStreamReader",
            "java.io.OutputStream",
            "java.io.OutputStreamWriter",
            "java.io.PushbackReader",
            "java.io.Reader",
            "java.io.Serializable",
            "java.io.StringReader",
            "java.io.StringWriter",
            "java.io.UncheckedIOException",
            "java.io.Writer");

    private static final Set<String> PURE_JAVA_NET = Set.of("java.net.URI", "java.net.URISyntaxException");

    /** Containers that are safe to share; executors, futures, locks and queues are not here. */
    private static final Set<String> SHARED_CONTAINERS =
            Set.of("java.util.concurrent.ConcurrentHashMap", "java.util.concurrent.ConcurrentMap");

    private static final Set<String> EFFECTFUL_CLASSES = Set.of(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.System$Logger",
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.ThreadLocal",
            "java.security.SecureRandom",
            "java.util.Calendar",
            "java.util.Date",
            "java.util.GregorianCalendar",
            "java.util.Random",
            "java.util.ServiceLoader",
            "java.util.SplittableRandom",
            "java.util.Timer",
            "java.util.TimerTask");

    private static final Set<String> EFFECTFUL_MEMBERS = Set.of(
            "java.lang.Boolean.getBoolean",
            "java.lang.Integer.getInteger",
            "java.lang.Long.getLong",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.lang.System.console",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.err",
            "java.lang.System.exit",
            "java.lang.System.getLogger",
            "java.lang.System.getProperties",
            "java.lang.System.getProperty",
            "java.lang.System.getenv",
            "java.lang.System.in",
            "java.lang.System.nanoTime",
            "java.lang.System.out",
            "java.lang.System.setProperty",
            "java.time.ZoneId.systemDefault",
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault",
            "java.util.UUID.randomUUID");

    /** Of a java.time type: Instant.now, Clock.systemUTC, Clock.tickSeconds, InstantSource.system. */
    private static final Pattern READS_A_CLOCK = Pattern.compile("now|(system|tick).*");

    private static final List<String> THIRD_PARTY =
            List.of("com.fasterxml.jackson.", "com.github.difflib.", "org.slf4j.", "org.yaml.snakeyaml.");

    private static final List<String> EMPTY_WORDS = List.of("Util", "Utils", "Helper", "Manager", "Impl");

    /** Kubernetes' own word for who owns fields. */
    private static final Set<String> TERMS = Set.of("FieldManager");

    @ArchTest
    void every_package_is_on_the_map(JavaClasses core) {
        classes()
                .should()
                .resideInAnyPackage(packages(FLOORS))
                .because("FLOORS names every package, lowest first: add a new one at its place")
                .check(core);
    }

    @ArchTest
    void an_arrow_never_runs_up(JavaClasses core) {
        classes()
                .should(meet(
                        "depend on their own package and those before it in FLOORS",
                        type -> type.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> floor(dependency.getTargetClass()) > floor(type))
                                .map(dependency -> dependency.getDescription())))
                .check(core);
    }

    @ArchTest
    void from_tree_to_run_nothing_has_an_effect(JavaClasses core) {
        noClasses()
                .that()
                .resideInAnyPackage(packages(PURE))
                .should()
                .dependOnClassesThat(describe("for I/O, threads, chance or logs", ArchitectureTest::isEffectful))
                .orShould()
                .accessTargetWhere(describe(
                        "the target reads a clock, the environment or chance, or writes to the console",
                        ArchitectureTest::hasEffect))
                .allowEmptyShould(true)
                .check(core);
    }

    @ArchTest
    void every_package_is_null_marked(JavaClasses core) {
        classes()
                .should(meet(
                        "be in a package whose package-info.java says @NullMarked",
                        type -> type.getPackage()
                                        .tryGetPackageInfo()
                                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                                        .isPresent()
                                ? Stream.empty()
                                : Stream.of(type.getPackageName() + " has no package-info.java with @NullMarked")))
                .check(core);
    }

    @ArchTest
    void no_name_ends_in_an_empty_word(JavaClasses core) {
        classes()
                .should(meet(
                        "have a name that says what it is",
                        type -> EMPTY_WORDS.stream()
                                .filter(word -> !TERMS.contains(type.getSimpleName()))
                                .filter(type.getSimpleName()::endsWith)
                                .map(word -> type.getName() + " ends in " + word)))
                .check(core);
    }

    @ArchTest
    void no_third_party_type_is_in_a_public_signature(JavaClasses core) {
        classes()
                .that(describe("are public", ArchitectureTest::isVisibleToHosts))
                .should(meet(
                        "show no type of a library",
                        type -> signature(type)
                                .filter(shown -> THIRD_PARTY.stream().anyMatch(shown::startsWith))
                                .map(shown -> type.getName() + " shows " + shown)))
                .allowEmptyShould(true)
                .check(core);
    }

    private static String[] packages(Collection<String> floors) {
        return floors.stream()
                .map(floor -> floor.isEmpty() ? ROOT : ROOT + "." + floor + "..")
                .toArray(String[]::new);
    }

    /** The place of the class's package in the list, -1 outside it. */
    private static int floor(JavaClass type) {
        String prefix = ROOT + ".";
        String full = type.getPackageName() + ".";
        if (!full.startsWith(prefix)) {
            return -1;
        }
        String below = full.substring(prefix.length());
        return FLOORS.indexOf(below.isEmpty() ? "" : below.substring(0, below.indexOf('.')));
    }

    private static boolean isEffectful(JavaClass type) {
        String name = type.getName();
        return EFFECTFUL_CLASSES.contains(name)
                || (in(type, "java.io..") && !IN_MEMORY_IO.contains(name))
                || (in(type, "java.net..", "javax.net..") && !PURE_JAVA_NET.contains(name))
                || (in(type, "java.util.concurrent", "java.util.concurrent.locks..")
                        && !SHARED_CONTAINERS.contains(name))
                || in(type, "java.nio.channels..", "java.nio.file..", "java.util.random..", "java.sql..")
                || in(type, "org.slf4j..", "java.util.logging..");
    }

    private static boolean in(JavaClass type, String... packages) {
        return resideInAnyPackage(packages).test(type);
    }

    private static boolean hasEffect(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String member = access.getTarget().getName();
        return EFFECTFUL_MEMBERS.contains(owner.getName() + "." + member)
                || (in(owner, "java.time..") && READS_A_CLOCK.matcher(member).matches())
                || member.equals("parallelStream")
                || member.equals("printStackTrace");
    }

    private static boolean isVisibleToHosts(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getPackageName().contains(".internal")
                && type.getEnclosingClass()
                        .map(ArchitectureTest::isVisibleToHosts)
                        .orElse(true);
    }

    /** The names of all types that a reader of the class's Javadoc meets, annotations included. */
    private static Stream<String> signature(JavaClass type) {
        Stream<JavaType> head = Stream.of(
                        type.getSuperclass().stream(), type.getInterfaces().stream(), type.getTypeParameters().stream())
                .flatMap(types -> types);
        Stream<JavaMember> members = type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED));
        return Stream.concat(
                        Stream.concat(names(head), annotations(type.getAnnotations())),
                        members.flatMap(
                                member -> Stream.concat(names(types(member)), annotations(member.getAnnotations()))))
                .distinct();
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(code.getReturnType()),
                        code.getParameterTypes().stream(),
                        code.getTypeParameters().stream(),
                        code.getExceptionTypes().stream())
                .flatMap(types -> types);
    }

    private static Stream<String> names(Stream<? extends JavaType> types) {
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream()).map(JavaClass::getName);
    }

    private static Stream<String> annotations(Collection<? extends JavaAnnotation<?>> annotations) {
        return annotations.stream().map(annotation -> annotation.getRawType().getName());
    }

    private static ArchCondition<JavaClass> meet(String rule, Function<JavaClass, Stream<String>> faults) {
        return new ArchCondition<>(rule) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                faults.apply(type).forEach(fault -> events.add(SimpleConditionEvent.violated(type, fault)));
            }
        };
    }
}
