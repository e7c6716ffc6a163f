using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Tetrascope.Protocol;
using Tetrascope.Protocol.MessagePack;

namespace Tetrascope.Saved
{
    /// <summary>Sessions as files, made of what was recorded of a real server.</summary>
    internal static class SavedFiles
    {
        internal const string Network = "efficientnet-lite0";

        /// <summary>The cat, a sample that the recorded sessions are about.</summary>
        internal static string ImageId { get; } = Sample().Image.ImageId;

        /// <summary>Recorded sessions with a page's own event in front.</summary>
        internal static byte[] Of(SavedPage page, params string[] recorded)
        {
            string[] names = recorded.Length > 0 ? recorded : new[] { "structure" };
            return Event("page", page.Encode()).Concat(names.SelectMany(Recorded)).ToArray();
        }

        /// <summary>A page that was left in the last of some views.</summary>
        internal static SavedPage Page(params string[] addresses)
        {
            return new SavedPage(
                "2026-11-29T16:30:00.000Z",
                "Cat",
                addresses.Select(ViewAddress.Parse).ToArray(),
                null,
                new Dictionary<string, string>());
        }

        /// <summary>The address of a view of the cat, with more settings behind it.</summary>
        internal static string Address(string view, string more = "")
        {
            return $"#/{view}?image={ImageId}&network={Network}{more}";
        }

        internal static byte[] Recorded(string name)
        {
            return File.ReadAllBytes(Path.Combine(SharedFiles.Protocol, "sessions", name + ".msgpack"));
        }

        /// <summary>An event with a body, as a file has it.</summary>
        internal static byte[] Event(string over, byte[] body)
        {
            var writer = new MessagePackWriter();
            writer.WriteMapHeader(3);
            writer.WriteText("from");
            writer.WriteText("client");
            writer.WriteText("over");
            writer.WriteText(over);
            writer.WriteText("body");
            writer.WriteBytes(body);
            return writer.Written.ToArray();
        }

        private static Sample Sample()
        {
            byte[] body = RecordedParts.Structure.Recording.Events
                .SkipWhile(each => each.Path != Routes.Samples)
                .First(each => each.FromServer)
                .Body.ToArray();
            return SampleList.Decode(body).Samples.First(sample => sample.Name == "cat");
        }
    }
}
