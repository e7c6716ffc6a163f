using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

/// <summary>What an assembly refers to of others.</summary>
internal static class References
{
    /// <summary>Keys of the types and members that an assembly refers to.</summary>
    public static IEnumerable<string> Of(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        MetadataReader reader = file.GetMetadataReader();
        var keys = new List<string>();
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            keys.Add(NameOf(reader, handle));
        }

        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            MemberReference member = reader.GetMemberReference(handle);
            string? type = Parent(reader, member.Parent);
            if (type != null)
            {
                keys.Add($"{type}.{reader.GetString(member.Name)}/{Count(reader, member)}");
            }
        }

        return keys;
    }

    /// <summary>A type inside another has no namespace of its own in what is compiled.</summary>
    public static string Key(Type type) => type.IsNested ? "." + type.Name : $"{type.Namespace}.{type.Name}";

    /// <summary>Keys of which one is referred to where a member is used: of a property its public accessors.</summary>
    public static IEnumerable<string> Keys(MemberInfo member)
    {
        string type = Key(member.DeclaringType!);
        switch (member)
        {
            case FieldInfo field:
                return new[] { $"{type}.{field.Name}/-1" };
            case PropertyInfo property:
                return property.GetAccessors().Select(each => Method(type, each));
            case EventInfo given:
                return new[] { Method(type, given.AddMethod!) };
            case MethodBase method:
                return new[] { Method(type, method) };
            default:
                return Array.Empty<string>();
        }
    }

    private static string Method(string type, MethodBase method) =>
        $"{type}.{method.Name}/{method.GetParameters().Length}";

    private static string NameOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    private static string? Parent(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
        {
            return NameOf(reader, (TypeReferenceHandle)parent);
        }

        if (parent.Kind != HandleKind.TypeSpecification)
        {
            return null;
        }

        // A generic type of some arguments: GENERICINST, CLASS or VALUETYPE, the type.
        BlobReader blob = reader.GetBlobReader(
            reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
        if (blob.ReadByte() != (byte)SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        blob.ReadByte();
        EntityHandle type = blob.ReadTypeHandle();
        return type.Kind == HandleKind.TypeReference ? NameOf(reader, (TypeReferenceHandle)type) : null;
    }

    /// <summary>Number of parameters; -1 of a field.</summary>
    private static int Count(MetadataReader reader, MemberReference member)
    {
        BlobReader blob = reader.GetBlobReader(member.Signature);
        SignatureHeader header = blob.ReadSignatureHeader();
        if (header.Kind == SignatureKind.Field)
        {
            return -1;
        }

        if (header.IsGeneric)
        {
            blob.ReadCompressedInteger();
        }

        return blob.ReadCompressedInteger();
    }
}
