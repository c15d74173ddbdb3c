package de.msbls.paliad.calendar.platform.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import de.msbls.paliad.calendar.platform.http.PlainText;
import de.msbls.paliad.calendar.platform.json.Change;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of records, after the same {@code @Nullable} that the compiler checks: an answer has all its members, some
 * of which may be null; a request must have those that may not be null, and no member that is unknown.
 */
final class RecordSchemas {

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName CHANGE = DotName.createSimple(Change.class);
    private static final DotName PLAIN_TEXT = DotName.createSimple(PlainText.class);
    private static final DotName NOT_NULL = DotName.createSimple(NotNull.class);
    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final String OURS = "de.msbls.paliad.calendar";
    private static final SnakeCaseStrategy WIRE_NAMES = new SnakeCaseStrategy();

    private final Map<String, ClassInfo> recordsBySchema = new TreeMap<>();

    RecordSchemas(IndexView index) {
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord() && type.name().toString().startsWith(OURS)) {
                recordsBySchema.put(schemaName(type), type);
            }
        }
    }

    void complete(String name, Schema schema) {
        ClassInfo type = recordsBySchema.get(name.startsWith("Page") ? "Page" : name);
        if (type == null || schema.getProperties() == null) {
            return;
        }
        boolean isPatch = type.fields().stream().anyMatch(RecordSchemas::isChange);
        boolean isRequest = isPatch || type.fields().stream().anyMatch(RecordSchemas::isChecked);
        List<String> required = new ArrayList<>();
        Map<String, Schema> properties = new TreeMap<>(schema.getProperties());
        for (FieldInfo field : type.fields()) {
            String member = WIRE_NAMES.translate(field.name());
            Schema property = properties.get(member);
            if (property == null) {
                continue;
            }
            bound(field, property);
            boolean nullable = field.type().hasAnnotation(NULLABLE);
            properties.put(member, nullable && !isMandatory(field) ? nullable(property) : plain(property));
            if (isMandatory(field) || (isRequest ? !isPatch && !nullable : !isPatch)) {
                required.add(member);
            }
        }
        schema.setProperties(inOrder(schema.getProperties(), properties));
        schema.setRequired(required.isEmpty() ? null : required);
        if (isRequest) {
            schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        }
    }

    private static Map<String, Schema> inOrder(Map<String, Schema> original, Map<String, Schema> changed) {
        Map<String, Schema> ordered = new LinkedHashMap<>();
        original.keySet().forEach(name -> ordered.put(name, changed.getOrDefault(name, original.get(name))));
        return ordered;
    }

    private static void bound(FieldInfo field, Schema property) {
        if ("uuid".equals(property.getFormat())) {
            property.setPattern(null); // the format says it, and the generator's pattern has no ends
        }
        AnnotationInstance text = field.annotation(PLAIN_TEXT);
        if (text == null) {
            return;
        }
        property.setMaxLength(text.value("max").asInt());
        AnnotationValue notBlank = text.value("notBlank");
        if (notBlank != null && notBlank.asBoolean()) {
            property.setMinLength(1);
        }
    }

    /** A reference cannot say null beside itself. */
    private static Schema nullable(Schema property) {
        if (property.getRef() != null) {
            return OASFactory.createSchema()
                    .anyOf(List.of(
                            OASFactory.createSchema().ref(property.getRef()),
                            OASFactory.createSchema().addType(Schema.SchemaType.NULL)));
        }
        if (!property.getType().contains(Schema.SchemaType.NULL)) {
            property.addType(Schema.SchemaType.NULL);
        }
        return property;
    }

    /** A reference says its type by itself; an "object" beside it would contradict. */
    private static Schema plain(Schema property) {
        return property.getRef() == null ? property : OASFactory.createSchema().ref(property.getRef());
    }

    private static boolean isMandatory(FieldInfo field) {
        AnnotationInstance schema = field.annotation(SCHEMA);
        return schema != null
                && schema.value("required") != null
                && schema.value("required").asBoolean();
    }

    private static boolean isChange(FieldInfo field) {
        return field.type().name().equals(CHANGE);
    }

    private static boolean isChecked(FieldInfo field) {
        return field.hasAnnotation(PLAIN_TEXT) || field.hasAnnotation(NOT_NULL);
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        AnnotationValue name = schema == null ? null : schema.value("name");
        return name == null ? type.simpleName() : name.asString();
    }
}
