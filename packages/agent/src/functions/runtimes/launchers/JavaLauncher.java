import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a handler by Lambda's Runtime API: a method of any public class, or an implementation of the interfaces of
 * aws-lambda-java-core, which the function's own jars bring along.
 * Source: AWS Lambda Developer Guide, "Define Lambda function handler in Java".
 */
public final class JavaLauncher {
  private static final String CONTEXT = "com.amazonaws.services.lambda.runtime.Context";

  public static void main(String[] arguments) throws Exception {
    // Whatever the host's locale is.
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    Api api = new Api("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime");
    Handler handler;
    try {
      handler = Handler.load(System.getenv("_HANDLER"));
    } catch (Throwable failure) {
      Throwable cause = causeOf(failure);
      System.err.println(cause);
      api.post("/init/error", errorOf(cause), cause.getClass().getName());
      System.exit(1);
      return;
    }
    while (true) {
      Invocation invocation = api.next();
      markOutput(invocation.sequence);
      String path = "/invocation/" + invocation.requestId;
      try {
        byte[] answer = handler.invoke(invocation);
        System.out.flush();
        api.post(path + "/response", answer, null);
      } catch (Throwable failure) {
        Throwable cause = causeOf(failure);
        cause.printStackTrace();
        System.out.flush();
        api.post(path + "/error", errorOf(cause), cause.getClass().getName());
      }
    }
  }

  /** Tells the invocations' output apart: the number of each goes before it, behind a record separator. */
  private static void markOutput(String sequence) {
    for (PrintStream stream : List.of(System.out, System.err)) {
      stream.print("\u001e" + sequence + "\n");
      stream.flush();
    }
  }

  private static Throwable causeOf(Throwable failure) {
    boolean isWrapped = failure instanceof InvocationTargetException && failure.getCause() != null;
    return isWrapped ? failure.getCause() : failure;
  }

  private static byte[] errorOf(Throwable failure) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("errorMessage", failure.getMessage() == null ? "" : failure.getMessage());
    error.put("errorType", failure.getClass().getName());
    List<String> trace = new ArrayList<>();
    for (StackTraceElement frame : failure.getStackTrace()) {
      // From here on it is how the handler was called, which is no news to its author.
      if (frame.getClassName().startsWith("JavaLauncher") || frame.getClassName().startsWith("jdk.internal.reflect")) break;
      trace.add(frame.toString());
    }
    error.put("stackTrace", trace);
    if (failure.getCause() != null) error.put("cause", Map.of("errorType", failure.getCause().getClass().getName(),
        "errorMessage", String.valueOf(failure.getCause().getMessage())));
    return Json.write(error).getBytes(StandardCharsets.UTF_8);
  }

  private record Invocation(String requestId, String arn, String clientContext, long deadlineMs, String sequence, byte[] payload) {}

  private static final class Api {
    private final String base;

    Api(String base) {
      this.base = base;
    }

    Invocation next() throws Exception {
      HttpURLConnection call = (HttpURLConnection) URI.create(base + "/invocation/next").toURL().openConnection();
      try (InputStream body = call.getInputStream()) {
        return new Invocation(
            call.getHeaderField("Lambda-Runtime-Aws-Request-Id"),
            call.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"),
            call.getHeaderField("Lambda-Runtime-Client-Context"),
            Long.parseLong(call.getHeaderField("Lambda-Runtime-Deadline-Ms")),
            call.getHeaderField("Landbridge-Sequence"),
            body.readAllBytes());
      }
    }

    void post(String path, byte[] body, String kind) throws Exception {
      HttpURLConnection call = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
      call.setRequestMethod("POST");
      call.setDoOutput(true);
      if (kind != null) call.setRequestProperty("Lambda-Runtime-Function-Error-Type", kind);
      try (OutputStream out = call.getOutputStream()) {
        out.write(body);
      }
      // An answer that is refused is the server's to tell: it has given the invocation its outcome.
      InputStream answer = call.getResponseCode() < 400 ? call.getInputStream() : call.getErrorStream();
      if (answer != null) answer.readAllBytes();
    }
  }

  private static final class Handler {
    private final Object target;
    private final Method method;

    private Handler(Object target, Method method) {
      this.target = target;
      this.method = method;
    }

    static Handler load(String name) throws Exception {
      String[] parts = name.split("::", 2);
      Class<?> type;
      try {
        type = Class.forName(parts[0]);
      } catch (ClassNotFoundException missing) {
        throw new ClassNotFoundException("Class not found: " + parts[0], missing);
      }
      String methodName = parts.length > 1 ? parts[1] : "handleRequest";
      Method method = Arrays.stream(type.getMethods())
          .filter(one -> one.getName().equals(methodName) && !one.isBridge())
          .max(Comparator.comparingInt(Method::getParameterCount))
          .orElseThrow(() -> new NoSuchMethodException(parts[0] + "::" + methodName));
      method.setAccessible(true);
      Object target = Modifier.isStatic(method.getModifiers()) ? null : type.getDeclaredConstructor().newInstance();
      return new Handler(target, method);
    }

    byte[] invoke(Invocation invocation) throws Exception {
      Type[] types = method.getGenericParameterTypes();
      Object[] values = new Object[types.length];
      ByteArrayOutputStream out = null;
      for (int index = 0; index < types.length; index += 1) {
        Class<?> raw = method.getParameterTypes()[index];
        if (raw.getName().equals(CONTEXT)) values[index] = contextOf(raw, invocation);
        else if (raw == InputStream.class) values[index] = new ByteArrayInputStream(invocation.payload);
        else if (raw == OutputStream.class) values[index] = out = new ByteArrayOutputStream();
        else values[index] = Json.convert(Json.parse(new String(invocation.payload, StandardCharsets.UTF_8)), types[index]);
      }
      Object result = method.invoke(target, values);
      if (out != null) return out.toByteArray();
      return Json.write(method.getReturnType() == void.class ? null : result).getBytes(StandardCharsets.UTF_8);
    }

    private static Object contextOf(Class<?> type, Invocation invocation) {
      return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> switch (called.getName()) {
        case "getAwsRequestId" -> invocation.requestId;
        case "getInvokedFunctionArn" -> invocation.arn;
        case "getFunctionName" -> System.getenv("AWS_LAMBDA_FUNCTION_NAME");
        case "getFunctionVersion" -> System.getenv("AWS_LAMBDA_FUNCTION_VERSION");
        case "getLogGroupName" -> System.getenv("AWS_LAMBDA_LOG_GROUP_NAME");
        case "getLogStreamName" -> System.getenv("AWS_LAMBDA_LOG_STREAM_NAME");
        case "getMemoryLimitInMB" -> Integer.parseInt(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
        case "getRemainingTimeInMillis" -> (int) Math.max(0, invocation.deadlineMs - System.currentTimeMillis());
        case "getLogger" -> loggerOf(called.getReturnType());
        case "toString" -> "Context of " + invocation.requestId;
        case "hashCode" -> System.identityHashCode(proxy);
        case "equals" -> proxy == given[0];
        default -> null;
      });
    }

    private static Object loggerOf(Class<?> type) {
      return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> {
        if (called.getName().equals("log") && given != null) {
          System.out.println(given[0] instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : given[0]);
        }
        return null;
      });
    }
  }

  /** JSON to plain values, to whatever type a handler declares, and back. */
  private static final class Json {
    private static final int DEPTH_MAX = 512;
    private final String text;
    private int at = 0;

    private Json(String text) {
      this.text = text;
    }

    static Object parse(String text) {
      Json json = new Json(text);
      Object value = json.value(0);
      json.space();
      if (json.at < text.length()) throw json.mistake();
      return value;
    }

    private Object value(int depth) {
      if (depth > DEPTH_MAX) throw new IllegalArgumentException("JSON is nested deeper than " + DEPTH_MAX + " levels");
      space();
      if (at >= text.length()) throw mistake();
      switch (text.charAt(at)) {
        case '{': return object(depth);
        case '[': return array(depth);
        case '"': return string();
        case 't': return word("true", Boolean.TRUE);
        case 'f': return word("false", Boolean.FALSE);
        case 'n': return word("null", null);
        default: return number();
      }
    }

    private Map<String, Object> object(int depth) {
      Map<String, Object> members = new LinkedHashMap<>();
      at += 1;
      for (space(); !taken('}'); space()) {
        if (!members.isEmpty()) expect(',');
        space();
        String name = string();
        space();
        expect(':');
        members.put(name, value(depth + 1));
      }
      return members;
    }

    private List<Object> array(int depth) {
      List<Object> items = new ArrayList<>();
      at += 1;
      for (space(); !taken(']'); space()) {
        if (!items.isEmpty()) expect(',');
        items.add(value(depth + 1));
      }
      return items;
    }

    private String string() {
      expect('"');
      StringBuilder out = new StringBuilder();
      while (true) {
        if (at >= text.length()) throw mistake();
        char one = text.charAt(at++);
        if (one == '"') return out.toString();
        if (one != '\\') {
          out.append(one);
          continue;
        }
        if (at >= text.length()) throw mistake();
        char escaped = text.charAt(at++);
        switch (escaped) {
          case 'b': out.append('\b'); break;
          case 'f': out.append('\f'); break;
          case 'n': out.append('\n'); break;
          case 'r': out.append('\r'); break;
          case 't': out.append('\t'); break;
          case 'u':
            if (at + 4 > text.length()) throw mistake();
            out.append((char) Integer.parseInt(text.substring(at, at += 4), 16));
            break;
          default: out.append(escaped);
        }
      }
    }

    private Object number() {
      int start = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at += 1;
      String digits = text.substring(start, at);
      if (digits.isEmpty()) throw mistake();
      if (digits.matches("-?\\d{1,9}")) return Integer.valueOf(digits);
      if (digits.matches("-?\\d{1,18}")) return Long.valueOf(digits);
      return Double.valueOf(digits);
    }

    private Object word(String word, Object value) {
      if (!text.startsWith(word, at)) throw mistake();
      at += word.length();
      return value;
    }

    private void space() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at += 1;
    }

    private boolean taken(char wanted) {
      if (at >= text.length() || text.charAt(at) != wanted) return false;
      at += 1;
      return true;
    }

    private void expect(char wanted) {
      if (!taken(wanted)) throw mistake();
    }

    private IllegalArgumentException mistake() {
      return new IllegalArgumentException("no JSON at character " + at);
    }

    static Object convert(Object value, Type type) throws Exception {
      if (type instanceof ParameterizedType generic) return convertGeneric(value, generic);
      if (type instanceof WildcardType wild) return convert(value, wild.getUpperBounds()[0]);
      if (type instanceof GenericArrayType array) return convertArray(value, (Class<?>) ((ParameterizedType) array.getGenericComponentType()).getRawType());
      if (!(type instanceof Class<?> wanted) || value == null) return value;
      if (wanted == Object.class || wanted.isInstance(value)) return value;
      if (wanted == String.class) return value instanceof Map || value instanceof List ? write(value) : String.valueOf(value);
      if (value instanceof Number number) return convertNumber(number, wanted);
      if (value instanceof Boolean || wanted == boolean.class) return value;
      if (wanted.isEnum()) return enumOf(wanted, String.valueOf(value));
      if (wanted.isArray()) return convertArray(value, wanted.getComponentType());
      if (value instanceof String text && (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted))) {
        return convertNumber(Double.valueOf(text), wanted);
      }
      if (value instanceof Map<?, ?> members) return wanted.isRecord() ? recordOf(members, wanted) : beanOf(members, wanted);
      throw new IllegalArgumentException("a " + value.getClass().getSimpleName() + " cannot be made a " + wanted.getName());
    }

    private static Object convertGeneric(Object value, ParameterizedType type) throws Exception {
      Class<?> raw = (Class<?>) type.getRawType();
      Type[] inner = type.getActualTypeArguments();
      if (value instanceof Collection<?> items && Collection.class.isAssignableFrom(raw)) {
        Collection<Object> made = Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>() : new ArrayList<>();
        for (Object item : items) made.add(convert(item, inner[0]));
        return made;
      }
      if (value instanceof Map<?, ?> members && Map.class.isAssignableFrom(raw)) {
        Map<Object, Object> made = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : members.entrySet()) made.put(member.getKey(), convert(member.getValue(), inner[1]));
        return made;
      }
      return convert(value, raw);
    }

    private static Object convertNumber(Number number, Class<?> wanted) {
      if (wanted == int.class || wanted == Integer.class) return number.intValue();
      if (wanted == long.class || wanted == Long.class) return number.longValue();
      if (wanted == double.class || wanted == Double.class) return number.doubleValue();
      if (wanted == float.class || wanted == Float.class) return number.floatValue();
      if (wanted == short.class || wanted == Short.class) return number.shortValue();
      if (wanted == byte.class || wanted == Byte.class) return number.byteValue();
      if (wanted == java.math.BigDecimal.class) return new java.math.BigDecimal(number.toString());
      if (wanted == java.math.BigInteger.class) return new java.math.BigDecimal(number.toString()).toBigInteger();
      throw new IllegalArgumentException("a number cannot be made a " + wanted.getName());
    }

    private static Object convertArray(Object value, Class<?> component) throws Exception {
      List<?> items = (List<?>) value;
      Object array = Array.newInstance(component, items.size());
      for (int index = 0; index < items.size(); index += 1) Array.set(array, index, convert(items.get(index), component));
      return array;
    }

    private static Object enumOf(Class<?> type, String name) {
      for (Object one : type.getEnumConstants()) if (((Enum<?>) one).name().equals(name)) return one;
      throw new IllegalArgumentException(name + " is none of " + type.getName());
    }

    private static Object recordOf(Map<?, ?> members, Class<?> type) throws Exception {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int index = 0; index < components.length; index += 1) {
        types[index] = components[index].getType();
        values[index] = convert(members.get(components[index].getName()), components[index].getGenericType());
      }
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    }

    private static Object beanOf(Map<?, ?> members, Class<?> type) throws Exception {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      Object bean = constructor.newInstance();
      for (Method setter : type.getMethods()) {
        String name = setter.getName();
        if (!name.startsWith("set") || name.length() < 4 || setter.getParameterCount() != 1) continue;
        String member = Character.toLowerCase(name.charAt(3)) + name.substring(4);
        if (members.containsKey(member)) setter.invoke(bean, convert(members.get(member), setter.getGenericParameterTypes()[0]));
      }
      return bean;
    }

    static String write(Object value) throws IllegalArgumentException {
      StringBuilder out = new StringBuilder();
      write(value, out, 0);
      return out.toString();
    }

    private static void write(Object value, StringBuilder out, int depth) {
      if (depth > DEPTH_MAX) throw new IllegalArgumentException("the result is nested deeper than " + DEPTH_MAX + " levels");
      if (value == null) out.append("null");
      else if (value instanceof Double number && (number.isNaN() || number.isInfinite())) out.append("null");
      else if (value instanceof Number || value instanceof Boolean) out.append(value);
      else if (value instanceof CharSequence || value instanceof Character) quote(value.toString(), out);
      else if (value instanceof Enum<?> one) quote(one.name(), out);
      else if (value instanceof Map<?, ?> members) writeMembers(members, out, depth);
      else if (value instanceof Iterable<?> items) writeItems(items, out, depth);
      else if (value.getClass().isArray()) writeItems(listOf(value), out, depth);
      else writeMembers(membersOf(value), out, depth);
    }

    private static void writeMembers(Map<?, ?> members, StringBuilder out, int depth) {
      String separator = "{";
      for (Map.Entry<?, ?> member : members.entrySet()) {
        out.append(separator);
        quote(String.valueOf(member.getKey()), out);
        out.append(':');
        write(member.getValue(), out, depth + 1);
        separator = ",";
      }
      out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void writeItems(Iterable<?> items, StringBuilder out, int depth) {
      String separator = "";
      out.append('[');
      for (Object item : items) {
        out.append(separator);
        write(item, out, depth + 1);
        separator = ",";
      }
      out.append(']');
    }

    private static List<Object> listOf(Object array) {
      List<Object> items = new ArrayList<>();
      for (int index = 0; index < Array.getLength(array); index += 1) items.add(Array.get(array, index));
      return items;
    }

    private static Map<String, Object> membersOf(Object bean) {
      Map<String, Object> members = new LinkedHashMap<>();
      try {
        if (bean.getClass().isRecord()) {
          for (RecordComponent component : bean.getClass().getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            members.put(component.getName(), component.getAccessor().invoke(bean));
          }
          return members;
        }
        for (Method getter : bean.getClass().getMethods()) {
          if (getter.getParameterCount() != 0 || getter.getDeclaringClass() == Object.class) continue;
          String name = getter.getName();
          int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : name.length();
          if (prefix >= name.length()) continue;
          getter.setAccessible(true);
          members.put(Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1), getter.invoke(bean));
        }
        return members;
      } catch (ReflectiveOperationException failure) {
        throw new IllegalArgumentException("the result cannot be written as JSON: " + failure, failure);
      }
    }

    private static void quote(String text, StringBuilder out) {
      out.append('"');
      for (int index = 0; index < text.length(); index += 1) {
        char one = text.charAt(index);
        if (one == '"' || one == '\\') out.append('\\').append(one);
        else if (one < 0x20) out.append(String.format("\\u%04x", (int) one));
        else out.append(one);
      }
      out.append('"');
    }
  }
}
