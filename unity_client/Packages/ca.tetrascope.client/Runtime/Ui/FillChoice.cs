using System;
using System.Collections.Generic;
using Tetrascope.Protocol;
using UnityEngine.UIElements;

namespace Tetrascope.Client
{
    /// <summary>A field that offers what masked pixels may become.</summary>
    internal static class FillChoice
    {
        public static void Ready(DropdownField field, Action<string> chosen)
        {
            var titles = new List<string>();
            foreach (Method fill in Methods.Fills)
            {
                titles.Add(fill.Title);
            }

            field.choices = titles;
            field.RegisterValueChangedCallback(_ => chosen(Methods.Fills[field.index].Name));
        }

        public static void Show(DropdownField field, string name)
        {
            foreach (Method fill in Methods.Fills)
            {
                if (fill.Name == name)
                {
                    field.SetValueWithoutNotify(fill.Title);
                }
            }
        }
    }
}
