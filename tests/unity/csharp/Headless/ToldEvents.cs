using System.Collections.Generic;
using System.Linq;
using Tetrascope.Protocol;
using Tetrascope.Study.Log;

namespace Tetrascope.Headless
{
    /// <summary>What was told to the log of a study, in the order in which it was.</summary>
    internal sealed class ToldEvents
    {
        private readonly List<(string Client, SessionEvent Told)> _events = new List<(string, SessionEvent)>();

        public void Follow(EventLog log)
        {
            log.Told += told => _events.Add((log.ClientId!, told));
        }

        public object Events()
        {
            return _events.Select(each => new
            {
                client_id = each.Client,
                sequence = each.Told.Sequence,
                kind = each.Told.Kind,
                step = each.Told.Step,
                scene = each.Told.Scene,
                monotonic_ms = each.Told.MonotonicMs,
                wall_ms = each.Told.WallMs,
                content = each.Told.Content,
            }).ToArray();
        }
    }
}
