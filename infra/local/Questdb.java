import io.questdb.ServerMain;
import java.io.IOException;

/** Runs QuestDB until standard input ends. Argument: the folder of its data, which must exist. */
class Questdb {
  public static void main(String[] args) {
    endWithParent();
    ServerMain.main(new String[] {"-d", args[0]});
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
