using System;
using System.Collections.Generic;

namespace UnityEngine.Engine
{
    /// <summary>
    /// The player's loop: each frame input is read, then Start of what is new, then Update of all, then LateUpdate of
    /// all, then what was destroyed goes, then what is to be seen is drawn.
    /// </summary>
    internal static class Loop
    {
        private static readonly List<MonoBehaviour> Behaviours = new List<MonoBehaviour>();
        private static readonly List<Object> Doomed = new List<Object>();

        /// <summary>Actions have been read; what follows devices follows them now.</summary>
        public static event Action InputRead;

        /// <summary>Objects without a parent.</summary>
        public static List<GameObject> Roots { get; } = new List<GameObject>();

        /// <summary>False while a scene is being made, as in an editor: components do not awake yet.</summary>
        public static bool Playing { get; private set; }

        /// <summary>Frames so far.</summary>
        public static int FrameNumber { get; private set; }

        /// <summary>Bytes that the client allocated in the last frame, of this thread.</summary>
        public static long FrameAllocations { get; private set; }

        /// <summary>Begins to play the scene that was made.</summary>
        public static void Play()
        {
            Playing = true;
            // As when a scene is loaded: Awake and OnEnable of each in turn.
            foreach (MonoBehaviour behaviour in Behaviours.ToArray())
            {
                WakeUp(behaviour);
            }
        }

        /// <summary>One frame.</summary>
        /// <param name="seconds">Since the frame before.</param>
        public static void Frame(float seconds)
        {
            FrameNumber++;
            Time.Step(seconds);
            Counters.BeginFrame();
            long before = GC.GetAllocatedBytesForCurrentThread();
            InputRead?.Invoke();
            for (int i = 0; i < Behaviours.Count; i++)
            {
                if (Runs(Behaviours[i]))
                {
                    Behaviours[i].Life.Start();
                }
            }

            for (int i = 0; i < Behaviours.Count; i++)
            {
                if (Runs(Behaviours[i]))
                {
                    Behaviours[i].Life.Update?.Invoke();
                }
            }

            for (int i = 0; i < Behaviours.Count; i++)
            {
                if (Runs(Behaviours[i]))
                {
                    Behaviours[i].Life.LateUpdate?.Invoke();
                }
            }

            FrameAllocations = GC.GetAllocatedBytesForCurrentThread() - before;
            DestroyDoomed();
            Counters.CountDraws();
        }

        /// <summary>The system puts the program to sleep, or wakes it.</summary>
        public static void Pause(bool paused)
        {
            foreach (MonoBehaviour behaviour in Behaviours.ToArray())
            {
                behaviour.Life.ApplicationPaused?.Invoke(paused);
            }
        }

        /// <summary>Ends the player.</summary>
        public static void Quit()
        {
            foreach (GameObject root in Roots.ToArray())
            {
                root.End();
            }
        }

        public static void Added(MonoBehaviour behaviour)
        {
            behaviour.Life = new Life(behaviour);
            int place = Behaviours.FindIndex(other => other.Life.Order > behaviour.Life.Order);
            Behaviours.Insert(place < 0 ? Behaviours.Count : place, behaviour);
            if (Playing)
            {
                WakeUp(behaviour);
            }
        }

        public static void Ended(MonoBehaviour behaviour)
        {
            behaviour.Life.End();
            Behaviours.Remove(behaviour);
        }

        public static void EnabledChanged(MonoBehaviour behaviour)
        {
            if (Playing)
            {
                WakeUp(behaviour);
            }
        }

        /// <summary>An object was switched on or off, with all below it.</summary>
        public static void ActivityChanged(GameObject changed)
        {
            if (!Playing)
            {
                return;
            }

            foreach (Component component in new List<Component>(changed.Components))
            {
                if (component is MonoBehaviour behaviour)
                {
                    WakeUp(behaviour);
                }
            }

            foreach (Transform child in changed.transform.Children.ToArray())
            {
                if (child.gameObject.activeSelf)
                {
                    ActivityChanged(child.gameObject);
                }
            }
        }

        public static void DestroyLater(Object obj)
        {
            if (!(obj is null) && !Doomed.Contains(obj))
            {
                Doomed.Add(obj);
            }
        }

        private static void WakeUp(MonoBehaviour behaviour)
        {
            if (behaviour.Destroyed)
            {
                return;
            }

            if (behaviour.gameObject.activeInHierarchy)
            {
                behaviour.Life.Wake();
            }

            if (behaviour.Life.Awoken)
            {
                behaviour.Life.Enable(behaviour.isActiveAndEnabled);
            }
        }

        private static bool Runs(MonoBehaviour behaviour) => behaviour.Life.Enabled && !behaviour.Destroyed;

        private static void DestroyDoomed()
        {
            for (int i = 0; i < Doomed.Count; i++)
            {
                if (!Doomed[i].Destroyed)
                {
                    Doomed[i].End();
                    Doomed[i].Destroyed = true;
                }
            }

            Doomed.Clear();
        }
    }
}
