using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;

/// <summary>
/// Prints the stand-in's public members as a list of JSON: type, member, signature, and whether it is used.
/// </summary>
internal static class Program
{
    private static readonly string[] StandIns = { "UnityStandIn", "UnityEditorStandIn" };
    private static readonly string[] Clients = { "Tetrascope.Client", "Tetrascope.Xr", "Tetrascope.Editor" };

    private static void Main()
    {
        var used = new HashSet<string>();
        foreach (string client in Clients)
        {
            used.UnionWith(References.Of(Path.Combine(AppContext.BaseDirectory, client + ".dll")));
        }

        IEnumerable<Type> types = StandIns.SelectMany(name => Assembly.Load(name).GetExportedTypes());
        Console.WriteLine(JsonSerializer.Serialize(types.SelectMany(type => Rows(type, used)).ToArray()));
    }

    private static IEnumerable<object> Rows(Type type, HashSet<string> used)
    {
        yield return Row(type, "", Signatures.OfType(type), used.Contains(References.Key(type)));
        if (type.IsEnum || type.BaseType == typeof(MulticastDelegate))
        {
            foreach (string name in type.IsEnum ? Enum.GetNames(type) : Array.Empty<string>())
            {
                // A constant leaves no trace in what is compiled: the test looks for it in the sources.
                string value = Convert.ToInt64(Enum.Parse(type, name)).ToString();
                yield return Row(type, name, $"{name} = {value}", null);
            }

            yield break;
        }

        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        foreach (MemberInfo member in type.GetMembers(own))
        {
            string? signature = Signatures.Of(member);
            if (signature != null)
            {
                yield return Row(type, member.Name, signature, References.Keys(member).Any(used.Contains));
            }
        }
    }

    private static object Row(Type type, string member, string signature, bool? isUsed)
    {
        return new { @namespace = type.Namespace, type = Signatures.Name(type), member, signature, used = isUsed };
    }
}
