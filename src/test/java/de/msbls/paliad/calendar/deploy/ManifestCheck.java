package de.msbls.paliad.calendar.deploy;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What Kubernetes, or who else reads a manifest, would refuse in it, or drop without a word: kinds, fields, types. */
final class ManifestCheck {

    private static final ObjectMapper TYPES = new ObjectMapper();

    private final List<String> faults = new ArrayList<>();

    private ManifestCheck() {}

    /** Each fault with where it is. */
    static List<String> faultsOf(Manifest manifest) {
        ManifestCheck check = new ManifestCheck();
        Kinds.of(manifest)
                .ifPresentOrElse(
                        type -> check.value(manifest.tree(), TYPES.constructType(type), manifest.toString()),
                        () -> check.faults.add(manifest + ": " + manifest.apiVersion() + " has no such kind any more"));
        return check.faults;
    }

    private void value(JsonNode value, JavaType type, String path) {
        if (type.isMapLikeType()) {
            map(value, type, path);
        } else if (type.isCollectionLikeType()) {
            list(value, type, path);
        } else if (type.hasRawClass(Quantity.class)) {
            expect(isQuantity(value), "an amount", value, path);
        } else if (type.hasRawClass(IntOrString.class)) {
            expect(value.isInt() || value.isTextual(), "a number or a text", value, path);
        } else if (type.hasRawClass(String.class)) {
            expect(value.isTextual(), "a text", value, path);
        } else if (type.hasRawClass(Boolean.class)) {
            expect(value.isBoolean(), "true or false", value, path);
        } else if (type.isTypeOrSubTypeOf(Number.class)) {
            expect(value.isIntegralNumber(), "a whole number", value, path);
        } else if (expect(value.isObject(), "an object", value, path)) {
            fields(value, type, path);
        }
    }

    private void map(JsonNode value, JavaType type, String path) {
        if (expect(value.isObject(), "a map", value, path)) {
            value.properties()
                    .forEach(entry -> value(entry.getValue(), type.getContentType(), path + "." + entry.getKey()));
        }
    }

    private void list(JsonNode value, JavaType type, String path) {
        if (expect(value.isArray(), "a list", value, path)) {
            for (int i = 0; i < value.size(); i++) {
                value(value.get(i), type.getContentType(), path + "[" + i + "]");
            }
        }
    }

    private void fields(JsonNode value, JavaType type, String path) {
        Map<String, JavaType> known = fieldsOf(type);
        value.properties().forEach(field -> {
            JavaType fieldType = known.get(field.getKey());
            if (fieldType == null) {
                faults.add(path + ": unknown field " + field.getKey());
            } else {
                value(field.getValue(), fieldType, path + "." + field.getKey());
            }
        });
        RequiredFields.of(type.getRawClass()).stream()
                .filter(required -> !value.hasNonNull(required))
                .forEach(missing -> faults.add(path + ": " + missing + " is missing"));
    }

    private static Map<String, JavaType> fieldsOf(JavaType type) {
        return TYPES.getDeserializationConfig().introspect(type).findProperties().stream()
                .collect(Collectors.toMap(BeanPropertyDefinition::getName, BeanPropertyDefinition::getPrimaryType));
    }

    private static boolean isQuantity(JsonNode value) {
        if (!value.isTextual() && !value.isNumber()) {
            return false;
        }
        try {
            Quantity.getAmountInBytes(Quantity.parse(value.asText()));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean expect(boolean holds, String wanted, JsonNode value, String path) {
        if (!holds) {
            faults.add(path + ": " + value + " is not " + wanted);
        }
        return holds;
    }
}
