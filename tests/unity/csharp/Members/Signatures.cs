using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

/// <summary>Members as C# writes them, without namespaces, access, names and defaults of parameters.</summary>
internal static class Signatures
{
    private static readonly Dictionary<Type, string> Keywords = new Dictionary<Type, string>
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(float)] = "float",
        [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    private static readonly Dictionary<string, string> Operators = new Dictionary<string, string>
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_UnaryNegation"] = "-", ["op_Multiply"] = "*",
        ["op_Division"] = "/", ["op_Equality"] = "==", ["op_Inequality"] = "!=",
    };

    public static string OfType(Type type)
    {
        if (type.BaseType == typeof(MulticastDelegate))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"delegate {Name(invoke.ReturnType)} {Name(type)}({Parameters(invoke)})";
        }

        string kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : "class";
        bool derives = kind == "class" && type.BaseType != typeof(object);
        return $"{kind} {Name(type)}" + (derives ? " : " + Name(type.BaseType!) : "");
    }

    /// <summary>Null for what is no API of its own: accessors, and what overrides.</summary>
    public static string? Of(MemberInfo member)
    {
        switch (member)
        {
            case FieldInfo field:
                return Static(field.IsStatic) + $"{Name(field.FieldType)} {field.Name}";
            case PropertyInfo property:
                MethodInfo accessor = property.GetAccessors()[0];
                return Overrides(accessor) ? null : Static(accessor.IsStatic) + PropertyOf(property);
            case EventInfo given:
                return Static(given.AddMethod!.IsStatic) + $"event {Name(given.EventHandlerType!)} {given.Name}";
            case ConstructorInfo made:
                return made.GetParameters().Length == 0 && made.DeclaringType!.IsClass
                    ? null
                    : $"{Bare(made.DeclaringType!)}({Parameters(made)})";
            case MethodInfo method:
                bool accessors = method.IsSpecialName && !method.Name.StartsWith("op_");
                return accessors || Overrides(method) ? null : MethodOf(method);
            default:
                return null;
        }
    }

    public static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        return type.IsGenericType
            ? $"{Bare(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }

    private static string Bare(Type type) => type.Name.Split('`')[0];

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static bool Overrides(MethodInfo method) => method.GetBaseDefinition() != method;

    private static string PropertyOf(PropertyInfo property)
    {
        string get = property.GetGetMethod() == null ? "" : "get; ";
        string set = property.GetSetMethod() == null ? "" : "set; ";
        return $"{Name(property.PropertyType)} {property.Name} {{ {get}{set}}}";
    }

    private static string MethodOf(MethodInfo method)
    {
        if (method.Name == "op_Implicit")
        {
            return $"static implicit operator {Name(method.ReturnType)}({Parameters(method)})";
        }

        string name = Operators.TryGetValue(method.Name, out string? sign) ? "operator " + sign : method.Name;
        string generic = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>"
            : "";
        return $"{Static(method.IsStatic)}{Name(method.ReturnType)} {name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method)
    {
        return string.Join(", ", method.GetParameters().Select(each =>
        {
            string way = each.IsOut ? "out " : each.IsIn ? "in " : each.ParameterType.IsByRef ? "ref " : "";
            return way + Name(each.ParameterType);
        }));
    }
}
