using System.Linq;
using Tetrascope.Connection;
using Tetrascope.Protocol;
using Tetrascope.Settings;

namespace Tetrascope.Choice
{
    /// <summary>
    /// What the tests of both scenes start from: a connected server, an image, and a network that is known.
    /// </summary>
    public abstract class SceneTests : StreamTests
    {
        private protected Subject Subject { get; private set; } = null!;

        private protected MemoryFiles Settings { get; private set; } = new MemoryFiles();

        /// <inheritdoc/>
        public override void Begin()
        {
            base.Begin();
            Settings = new MemoryFiles();
            Transport.Always = null;
            foreach (string id in new[] { "net", "other" })
            {
                Transport.Route(Routes.Network(id), _ => FakeTransport.Answer(Golden.Network(id)));
            }
            Subject = NewSubject("cat", "net");
            Connected();
        }

        private protected Subject NewSubject(string image, string network)
        {
            var subject = new Subject(Server.Catalog) { Image = new ChosenImage(image), NetworkId = network };
            Server.Update();
            return subject;
        }

        /// <summary>The newest request of a slot.</summary>
        private protected RequestFrame Last(string slot)
        {
            return Socket.Requests.Last(frame => frame.Slot == slot);
        }

        private protected TBody Last<TBody>(string slot)
            where TBody : AnalysisRequest
        {
            return (TBody)Last(slot).Body;
        }

        /// <summary>How many requests of a slot were sent on this connection.</summary>
        private protected int Count(string slot)
        {
            return Socket.Requests.Count(frame => frame.Slot == slot);
        }

        /// <summary>Answers the newest request of a slot with parts, whole where <paramref name="whole"/>.</summary>
        private protected void Answer(string slot, bool whole, params Part[] parts)
        {
            string id = Last(slot).Id;
            for (int sequence = 0; sequence < parts.Length; sequence++)
            {
                Socket.Deliver(new PartFrame(id, sequence, parts[sequence].Kind, parts[sequence]));
            }
            if (whole)
            {
                Socket.Deliver(Done(id));
            }
            Server.Update();
        }
    }
}
