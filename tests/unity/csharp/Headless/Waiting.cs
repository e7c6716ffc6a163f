using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Tetrascope.Choice;
using Tetrascope.Client;
using Tetrascope.Structure;
using UnityEngine.Engine;

namespace Tetrascope.Headless
{
    /// <summary>How long a person waits, by the real clock, at 60 frames a second.</summary>
    internal static class Waiting
    {
        private const double FrameSeconds = 1.0 / 60.0;

        /// <summary>
        /// Seconds from what a person does to the frame in which every column of scene 1 answers it. What is done next
        /// is done as soon as another image is chosen and can be shown.
        /// </summary>
        public static double ForColumns(Action act, Action? next)
        {
            Subject subject = Player.Find<TetrascopeClient>().Subject;
            string? before = subject.Image?.ImageId;
            // The answer to a mask that was still being drawn may be the last one's too: then no other is asked for.
            int patience = next == null ? 3 : int.MaxValue;
            bool asked = false;
            var clock = Stopwatch.StartNew();
            act();
            double last = 0.0;
            for (int frame = 0; ; frame++)
            {
                double due = last + FrameSeconds;
                Thread.Sleep(Math.Max(0, (int)((due - clock.Elapsed.TotalSeconds) * 1000.0)));
                double now = clock.Elapsed.TotalSeconds;
                Loop.Frame((float)(now - last));
                last = now;
                if (next != null && subject.Usable && subject.Image?.ImageId != before)
                {
                    next();
                    next = null;
                }

                StructureSession? session = Player.Find<StructureView>().Session;
                asked |= session?.Answers.State == AnswerState.Running;
                if (next == null && session != null && (asked || frame > patience) && Answered(session))
                {
                    return clock.Elapsed.TotalSeconds;
                }
            }
        }

        private static bool Answered(StructureSession session)
        {
            return session.Answers.State == AnswerState.Complete
                && Player.Find<StructureScene>().Columns.List.All(column => column.Data != null && !column.Stale);
        }
    }
}
