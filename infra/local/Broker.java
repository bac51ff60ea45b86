import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/** Runs HiveMQ CE until standard input ends. Arguments: folders of configuration, data, extensions. */
class Broker {
  /**
   * HiveMQ sends a client at most this many messages at once, whatever the client asks for; its 50
   * would be 2,200 messages a second at commits of 20 ms.
   */
  private static final int WINDOW = 2000;

  public static void main(String[] args) {
    InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = WINDOW;
    InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = WINDOW;
    // Anonymous clients, but on loopback only: see config.xml.
    InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(false);
    endWithParent();
    EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
        .withConfigurationFolder(Path.of(args[0]))
        .withDataFolder(Path.of(args[1]))
        .withExtensionsFolder(Path.of(args[2]))
        .build();
    try {
      broker.start().join();
    } catch (CompletionException e) {
      e.getCause().printStackTrace();
      System.exit(1); // threads of HiveMQ would keep the process
    }
  }

  /** The parent holds our standard input open: its end is a stop, or the parent's death. */
  private static void endWithParent() {
    Thread thread = new Thread(() -> {
      try {
        while (System.in.read() >= 0) {}
      } catch (IOException e) {
        // a broken pipe is an ended one
      }
      System.exit(0);
    }, "parent");
    thread.setDaemon(true);
    thread.start();
  }
}
