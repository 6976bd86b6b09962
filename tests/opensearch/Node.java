import java.io.IOException;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One OpenSearch node in a process of its own: {@code java Node.java FOLDER [SETTING=VALUE ...]}.
 *
 * <p>It stops when its standard input ends, so it never outlives the process that started it.
 */
public class Node {
    public static void main(String[] arguments) throws IOException {
        try (OpenSearchRunner runner = new OpenSearchRunner()) {
            runner.onBuild((number, settings) -> {
                for (int place = 1; place < arguments.length; place++) {
                    String[] pair = arguments[place].split("=", 2);
                    settings.put(pair[0], pair[1]);
                }
            });
            runner.build(OpenSearchRunner.newConfigs().numOfNode(1).basePath(arguments[0]));
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        System.exit(0);
    }
}
